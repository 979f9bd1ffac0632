import type { Database, Statement } from "sql.js"
import type { DriverClass, Value } from "./connection"

/** sql.js behind the interface of better-sqlite3, as far as TypeORM's driver and the store need it. */
export async function loadSqlJs(): Promise<DriverClass> {
  // A megabyte of WebAssembly that hardly anybody needs.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest refuses `import()` in what is installed
  const initSqlJs = require("sql.js") as typeof import("sql.js")
  const sqlJs = await initSqlJs()
  return class {
    readonly #database = new sqlJs.Database()

    prepare = (sql: string) => new PreparedStatement(this.#database, this.#database.prepare(sql))
    exec = (sql: string) => void this.#database.run(sql)
    pragma = (source: string) => this.prepare(`PRAGMA ${source}`).all()
    close = () => this.#database.close()
  }
}

/** One by one or as a list: TypeORM does the one, the store the other. */
type Values = readonly (Value | readonly Value[])[]

class PreparedStatement {
  readonly #database: Database
  readonly #statement: Statement
  #isRaw = false

  constructor(database: Database, statement: Statement) {
    this.#database = database
    this.#statement = statement
  }

  /** Whether it gives rows. */
  get reader() {
    return this.#statement.getColumnNames().length > 0
  }

  raw(isRaw: boolean) {
    this.#isRaw = isRaw
    return this
  }

  run(...values: Values) {
    this.#statement.run(values.flat())
    return {
      changes: this.#database.getRowsModified(),
      lastInsertRowid: Number(this.#database.exec("SELECT last_insert_rowid()")[0]?.values[0]?.[0]),
    }
  }

  get(...values: Values) {
    return this.#rows(values.flat(), 1)[0]
  }

  all(...values: Values) {
    return this.#rows(values.flat(), Infinity)
  }

  #rows(values: Value[], limit: number): Value[][] {
    this.#statement.bind(values)
    const rows: unknown[] = []
    while (rows.length < limit && this.#statement.step()) {
      rows.push(this.#isRaw ? this.#statement.get() : this.#statement.getAsObject())
    }
    this.#statement.reset()
    return rows as Value[][]
  }
}
