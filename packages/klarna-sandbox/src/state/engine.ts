import type { DriverClass } from "./connection"
import { loadSqlJs } from "./sql-js"

export type Engine = {
  name: "libsql" | "sql.js"
  driver: DriverClass
}

/**
 * libsql comes prebuilt through npm. Where it has no binary SQLite compiled to WebAssembly stands in, which
 * has no files.
 */
export async function loadEngine(): Promise<Engine> {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest refuses `import()` in what is installed
    return { name: "libsql", driver: require("libsql") as DriverClass }
  } catch {
    return { name: "sql.js", driver: await loadSqlJs() }
  }
}
