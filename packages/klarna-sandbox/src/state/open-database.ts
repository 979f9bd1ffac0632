import libsql from "libsql"
import { DataSource } from "typeorm"
import { allRecords } from "./records"

/**
 * libsql comes prebuilt through npm and speaks better-sqlite3's interface, so TypeORM's driver takes it.
 * A file uses the write-ahead log: what was committed is there after a kill.
 *
 * @param file path of the database; in memory when absent
 */
export async function openDatabase(file: string | undefined): Promise<DataSource> {
  const dataSource = new DataSource({
    type: "better-sqlite3",
    driver: libsql,
    database: file ?? ":memory:",
    entities: allRecords,
    synchronize: true,
    enableWAL: file !== undefined,
  })
  return dataSource.initialize()
}
