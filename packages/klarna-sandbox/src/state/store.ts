import type {
  DataSource,
  EntitySchema,
  FindManyOptions,
  FindOneOptions,
  FindOptionsWhere,
  ObjectLiteral,
} from "typeorm"
import type { Connection } from "./connection"
import { quoted, toTable, type Clause, type Table } from "./table"

/** Reading and writing records inside one command, typed by the records themselves. */
export type Store = {
  /** @returns the row's number, which is the id of records that are counted */
  insert<T extends ObjectLiteral>(records: EntitySchema<T>, row: Partial<T>): Promise<number>
  /** Rows that give the same columns. */
  insertAll<T extends ObjectLiteral>(records: EntitySchema<T>, rows: readonly Partial<T>[]): Promise<void>
  update<T extends ObjectLiteral>(
    records: EntitySchema<T>,
    where: FindOptionsWhere<T>,
    changes: Partial<T>
  ): Promise<void>
  /** Inserts, or replaces what has the same primary key. */
  put<T extends ObjectLiteral>(records: EntitySchema<T>, row: T): Promise<void>
  find<T extends ObjectLiteral>(records: EntitySchema<T>, options?: FindManyOptions<T>): Promise<T[]>
  findOne<T extends ObjectLiteral>(records: EntitySchema<T>, options: FindManyOptions<T>): Promise<T | null>
  findOneBy<T extends ObjectLiteral>(records: EntitySchema<T>, where: FindOptionsWhere<T>): Promise<T | null>
  remove<T extends ObjectLiteral>(records: EntitySchema<T>, where: FindOptionsWhere<T>): Promise<void>
  empty<T extends ObjectLiteral>(records: EntitySchema<T>): Promise<void>
  /** Reads with SQL: for lists and searches that must not load what they do not show. */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/**
 * Prepared statements for what a command does all the time; TypeORM, on the same connection, for every
 * question that is asked in another way.
 *
 * @param change called before anything is changed
 */
export function createStore(dataSource: DataSource, connection: Connection, change: () => void): Store {
  const tables = new Map<unknown, Table>()
  const tableOf = <T extends ObjectLiteral>(records: EntitySchema<T>): Table => {
    const known = tables.get(records)
    if (known) return known
    const table = toTable(dataSource.getMetadata(records))
    tables.set(records, table)
    return table
  }

  async function find<T extends ObjectLiteral>(records: EntitySchema<T>, options: FindManyOptions<T> = {}) {
    const table = tableOf(records)
    const query = toQuery(table, options)
    if (!query) return dataSource.manager.find(records, options)
    return connection
      .prepared(query.sql)
      .all(query.values)
      .map((row) => table.toRecord<T>(row))
  }

  async function findOne<T extends ObjectLiteral>(records: EntitySchema<T>, options: FindManyOptions<T>) {
    const table = tableOf(records)
    const query = toQuery(table, { ...options, take: 1 })
    if (!query) return dataSource.manager.findOne(records, options as FindOneOptions<T>)
    const row = connection.prepared(query.sql).get(query.values)
    return row ? table.toRecord<T>(row) : null
  }

  return {
    async insert(records, row) {
      change()
      const { name, toRow } = tableOf(records)
      const { columns, values } = toRow(row)
      return connection.prepared(insertInto(name, columns)).run(values).lastInsertRowid
    },
    async insertAll(records, rows) {
      const [first] = rows
      if (!first) return
      change()
      const { name, toRow } = tableOf(records)
      const values = rows.flatMap((row) => toRow(row).values)
      connection.prepared(insertInto(name, toRow(first).columns, rows.length)).run(values)
    },
    async update(records, where, changes) {
      change()
      const table = tableOf(records)
      const clause = requireClause(table, where)
      const { columns, values } = table.toRow(changes)
      if (columns.length === 0) return
      const assignments = columns.map(({ name }) => `${quoted(name)} = ?`).join(", ")
      connection
        .prepared(`UPDATE ${quoted(table.name)} SET ${assignments}${clause.sql}`)
        .run([...values, ...clause.values])
    },
    async put(records, row) {
      change()
      const { name, toRow } = tableOf(records)
      const { columns, values } = toRow(row)
      // Not an upsert: its way with conflicts would become that of the triggers that keep search terms.
      const { sql, order } = replace(name, columns)
      const known = connection.prepared(sql).run(order.map((index) => values[index] ?? null))
      if (known.changes === 0) connection.prepared(insertInto(name, columns)).run(values)
    },
    find,
    findOne,
    findOneBy: (records, where) => findOne(records, { where }),
    async remove(records, where) {
      change()
      const table = tableOf(records)
      const clause = requireClause(table, where)
      connection.prepared(`DELETE FROM ${quoted(table.name)}${clause.sql}`).run(clause.values)
    },
    async empty(records) {
      change()
      connection.exec(`DELETE FROM ${quoted(tableOf(records).name)}`)
    },
    query: (sql, values = []) => dataSource.query(sql, [...values]),
  }
}

function requireClause(table: Table, where: unknown): Clause {
  const clause = table.where(where)
  if (!clause) throw new Error(`Rows of ${table.name} that change must be named by values or comparisons`)
  return clause
}

const PLAIN_OPTIONS = ["where", "order", "take", "skip"]

function toQuery<T extends ObjectLiteral>(table: Table, options: FindManyOptions<T>): Clause | undefined {
  if (!Object.keys(options).every((name) => PLAIN_OPTIONS.includes(name))) return undefined
  const where = table.where(options.where)
  const order = table.order(options.order)
  if (where === undefined || order === undefined) return undefined
  const { take, skip } = options
  const isPage = take !== undefined || skip !== undefined
  return {
    sql: `${table.select}${where.sql}${order}${isPage ? " LIMIT ? OFFSET ?" : ""}`,
    // No limit is -1.
    values: isPage ? [...where.values, take ?? -1, skip ?? 0] : where.values,
  }
}

type Columns = ReturnType<Table["toRow"]>["columns"]

function insertInto(table: string, columns: Columns, rows = 1): string {
  const names = columns.map(({ name }) => quoted(name)).join(", ")
  const row = `(${columns.map(() => "?").join(", ")})`
  return `INSERT INTO ${quoted(table)} (${names}) VALUES ${Array.from({ length: rows }, () => row).join(", ")}`
}

/** @returns an update by primary key, and which value of the row comes where in it */
function replace(table: string, columns: Columns): { sql: string; order: number[] } {
  const indexes = columns.map((_, index) => index)
  const isKey = (index: number) => columns[index]?.isPrimary
  const keys = indexes.filter(isKey)
  const others = indexes.filter((index) => !isKey(index))
  const equals = (index: number) => `${quoted(columns[index]?.name ?? "")} = ?`
  return {
    sql: `UPDATE ${quoted(table)} SET ${others.map(equals).join(", ")} WHERE ${keys.map(equals).join(" AND ")}`,
    order: [...others, ...keys],
  }
}
