import type { DataSource, EntityMetadata } from "typeorm"
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata"
import type { Driver } from "./connection"

/** Marks a file as the sandbox's: the letters KLSB. */
const APPLICATION_ID = 0x4b4c5342

/**
 * Of the file's shape. Tables, indexes and columns that may be null or have a default are added to any older
 * file, without a new version. Whatever else changes needs one, and a step that carries the older ones over.
 */
const VERSION = 1

/**
 * What has to happen so that a file which an older sandbox wrote has the shape of today. Only looks: a file that
 * is refused stays as it is.
 *
 * @returns does it
 * @throws the rest of a sentence that begins with "cannot open <file>: "
 */
export function planCarryOver(dataSource: DataSource, driver: Driver): () => Promise<void> {
  const file = inspect(driver)
  if (file.tables.length > 0) requireOurs(file, dataSource)
  const additions = dataSource.entityMetadatas.flatMap((table) => missingColumns(dataSource, driver, table))
  return async () => {
    for (const sql of additions) driver.exec(sql)
    // Made anew by whoever needs them: an older version may have made them otherwise.
    for (const name of file.triggers) driver.exec(`DROP TRIGGER "${name}"`)
    await dataSource.synchronize()
    driver.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${VERSION}`)
  }
}

type Inspected = {
  tables: string[]
  triggers: string[]
  applicationId: number
  version: number
}

function inspect(driver: Driver): Inspected {
  const first = (sql: string) => Number(driver.prepare(sql).raw(true).get([])?.[0])
  const namesOf = (type: string) =>
    driver
      .prepare("SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite%'")
      .raw(true)
      .all([type])
      .map(([name]) => String(name))
  return {
    tables: namesOf("table"),
    triggers: namesOf("trigger"),
    applicationId: first("PRAGMA application_id"),
    version: first("PRAGMA user_version"),
  }
}

function requireOurs({ tables, applicationId, version }: Inspected, dataSource: DataSource) {
  // The first files had no mark.
  const isOurs = applicationId === APPLICATION_ID || (applicationId === 0 && tables.includes("sandbox_state"))
  if (!isOurs) throw new Error("it is the database of another program")
  if (version > VERSION) throw new Error("a newer klarna-sandbox wrote it; use that one, or another file")
  const unknown = tables.find(
    (name) => !dataSource.entityMetadatas.some(({ tableName }) => tableName === name)
  )
  if (unknown) throw incompatible(unknown)
}

type Found = { type: string; isNullable: boolean; isPrimary: boolean }

/** @returns the statements that add what an existing table lacks */
function missingColumns(dataSource: DataSource, driver: Driver, table: EntityMetadata): string[] {
  const { tableName, columns } = table
  const found = columnsOf(driver, tableName)
  if (found.size === 0) return []
  const known = new Set(columns.map(({ databaseName }) => databaseName))
  for (const name of found.keys()) if (!known.has(name)) throw incompatible(`${tableName}.${name}`)
  return columns.flatMap((column) => {
    const old = found.get(column.databaseName)
    if (!old) return [addColumn(dataSource, tableName, column)]
    if (!isSame(old, column)) throw incompatible(`${tableName}.${column.databaseName}`)
    return []
  })
}

function columnsOf(driver: Driver, table: string): Map<string, Found> {
  const rows = driver
    .prepare(`SELECT name, type, "notnull", pk FROM pragma_table_info('${table}')`)
    .raw(true)
    .all([])
  return new Map(
    rows.map(([name, type, notNull, pk]) => [
      String(name),
      { type: String(type).toLowerCase(), isNullable: notNull === 0, isPrimary: Number(pk) > 0 },
    ])
  )
}

const isSame = (found: Found, column: ColumnMetadata) =>
  found.type === sqlType(column) &&
  found.isNullable === column.isNullable &&
  found.isPrimary === column.isPrimary

const sqlType = ({ type }: ColumnMetadata) => (type === "simple-json" ? "text" : String(type))

function addColumn(dataSource: DataSource, table: string, column: ColumnMetadata): string {
  const name = column.databaseName
  const fallback = dataSource.driver.normalizeDefault(column)
  if (column.isPrimary || (!column.isNullable && fallback === undefined)) {
    throw incompatible(`${table}.${name}`)
  }
  const constraint = column.isNullable ? "" : " NOT NULL"
  const value = fallback === undefined ? "" : ` DEFAULT ${fallback}`
  return `ALTER TABLE "${table}" ADD COLUMN "${name}" ${sqlType(column)}${constraint}${value}`
}

const incompatible = (what: string) =>
  new Error(
    `another version of klarna-sandbox wrote it, with another ${what}; ` +
      "open it with that version, or move it away to start empty"
  )
