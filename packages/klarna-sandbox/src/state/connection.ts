/** What the database takes and gives; JSON and booleans are turned into these by the store. */
export type Value = string | number | null

/** A prepared statement whose rows are lists of values, in the order of their columns. */
export type Statement = {
  run(values: readonly Value[]): { changes: number; lastInsertRowid: number }
  get(values: readonly Value[]): Value[] | undefined
  all(values: readonly Value[]): Value[][]
}

type Prepared = Statement & { raw(isRaw: boolean): Prepared }

/** The part of better-sqlite3's interface that libsql has as well. */
export type Driver = {
  prepare(sql: string): Prepared
  exec(sql: string): void
  close(): void
}

/** Opens a file, or `:memory:`. TypeORM's driver for better-sqlite3 takes it. */
export type DriverClass = new (file: string, options?: object) => Driver

/** The one connection, with every statement prepared once. */
export type Connection = {
  prepared(sql: string): Statement
  exec(sql: string): void
}

export function createConnection(driver: Driver): Connection {
  // As many as there are different calls in the code: where and what, never values.
  const statements = new Map<string, Statement>()
  return {
    prepared(sql) {
      const known = statements.get(sql)
      if (known) return known
      const statement = driver.prepare(sql)
      // Names of columns cost more than values; what has no rows cannot be asked to leave them out.
      const prepared = /^\s*(SELECT|PRAGMA)/i.test(sql) ? statement.raw(true) : statement
      statements.set(sql, prepared)
      return prepared
    },
    exec: (sql) => driver.exec(sql),
  }
}
