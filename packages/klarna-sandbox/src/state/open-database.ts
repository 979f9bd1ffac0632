import { resolve } from "node:path"
import { DataSource } from "typeorm"
import { planCarryOver } from "./carry-over"
import { createConnection, type Connection, type Driver } from "./connection"
import { loadEngine, type Engine } from "./engine"
import { allRecords } from "./records"
import { requireUsable } from "./require-usable"
import { keepSearchTerms } from "./search-terms"

export type Database = {
  dataSource: DataSource
  connection: Connection
  engine: Engine["name"]
  close(): Promise<void>
}

/** Real milliseconds for the process before to end. */
const LOCK_PATIENCE = 1000

/**
 * The sandbox's state, opened by this process alone. A file uses the write-ahead log: what was committed is
 * there after a kill.
 *
 * @param file path of the database; in memory when absent
 * @throws one sentence naming the file when it cannot be used
 */
export async function openDatabase(file: string | undefined): Promise<Database> {
  if (file === undefined) return open(":memory:", await loadEngine())
  try {
    const engine = await loadEngine()
    if (engine.name === "sql.js") {
      throw new Error("libsql, which keeps files, has no binary for this platform; leave out --data")
    }
    const path = resolve(file)
    requireUsable(path)
    return await open(path, engine)
  } catch (error) {
    throw new Error(`cannot open ${file}: ${explain(error)}`, { cause: error })
  }
}

async function open(database: string, engine: Engine): Promise<Database> {
  const isFile = database !== ":memory:"
  let driver: Driver | undefined
  const dataSource = new DataSource({
    type: "better-sqlite3",
    driver: engine.driver,
    database,
    entities: allRecords,
    timeout: LOCK_PATIENCE,
    prepareDatabase: (opened: Driver) => prepare((driver = opened)),
  })
  try {
    await dataSource.initialize()
    const opened = requireOpened(driver)
    const carryOver = planCarryOver(dataSource, opened)
    if (isFile) opened.exec("PRAGMA journal_mode = WAL")
    await carryOver()
    await keepSearchTerms(dataSource)
    return {
      dataSource,
      connection: createConnection(opened),
      engine: engine.name,
      async close() {
        if (isFile) opened.exec("PRAGMA journal_mode = DELETE")
        letGo(opened)
        await dataSource.destroy()
      },
    }
  } catch (error) {
    if (driver) letGo(driver)
    driver?.close()
    throw error
  }
}

function requireOpened(driver: Driver | undefined): Driver {
  if (!driver) throw new Error("TypeORM did not open the database")
  return driver
}

function prepare(driver: Driver) {
  // Two sandboxes with one file would give ids twice and forget each other's clock.
  driver.exec("PRAGMA locking_mode = EXCLUSIVE")
  // What was written survives the process as it is; waiting for the disk each time, ten times slower, would
  // only add the loss of power.
  driver.exec("PRAGMA synchronous = NORMAL")
  driver.exec("PRAGMA wal_autocheckpoint = 4000")
}

/**
 * Statements that nobody collected yet would keep the file locked after the connection is closed. The lock
 * is given up with the next read, and only outside the write-ahead log.
 */
function letGo(driver: Driver) {
  driver.exec("PRAGMA locking_mode = NORMAL")
  driver.exec("SELECT count(*) FROM sqlite_master")
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return /database is locked|SQLITE_BUSY/i.test(message) ? "another process uses it" : message
}
