import { existsSync, mkdirSync } from "node:fs"
import { dirname, resolve } from "node:path"
import libsql from "libsql"
import { DataSource } from "typeorm"
import { allRecords } from "./records"
import { keepSearchTerms } from "./search-terms"

/**
 * libsql comes prebuilt through npm and speaks better-sqlite3's interface, so TypeORM's driver takes it.
 * A file uses the write-ahead log: what was committed is there after a kill.
 *
 * @param file path of the database; in memory when absent. Its folder is made when only that is missing
 * @throws one sentence naming the file when it cannot be opened
 */
export async function openDatabase(file: string | undefined): Promise<DataSource> {
  const database = file === undefined ? ":memory:" : resolve(file)
  const dataSource = new DataSource({
    type: "better-sqlite3",
    driver: libsql,
    database,
    entities: allRecords,
    synchronize: true,
    enableWAL: file !== undefined,
  })
  try {
    if (file !== undefined) ensureFolder(dirname(database))
    await dataSource.initialize()
    await keepSearchTerms(dataSource)
    return dataSource
  } catch (error) {
    if (file === undefined) throw error
    throw new Error(`cannot open ${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

/** One level only: on some file systems making a whole path at once never ends. */
function ensureFolder(folder: string) {
  if (!existsSync(folder)) mkdirSync(folder)
}
