import type { Database } from "../../state/open-database"

const opened: Database[] = []

/** For `jest.mock("../state/open-database", ...)`: a test may then look at what a running sandbox remembers. */
export function rememberingDatabases(): unknown {
  const actual = jest.requireActual<typeof import("../../state/open-database")>("../../state/open-database")
  return {
    ...actual,
    async openDatabase(file: string | undefined) {
      const database = await actual.openDatabase(file)
      opened.push(database)
      return database
    },
  }
}

/** The call log is no part of what Klarna would know. */
const NOT_STATE = ["call", "call_mention"]

function connectionOfLastSandbox() {
  const database = opened.at(-1)
  if (!database) throw new Error("No sandbox was started, or open-database is not mocked")
  return database.connection
}

/**
 * Everything that the sandbox opened last remembers: each table with its rows, as text that can be compared.
 *
 * @param exempt tables that do not count
 */
export function stateOfLastSandbox(exempt: readonly string[] = []): string {
  const connection = connectionOfLastSandbox()
  const tables = connection
    .prepared(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    .all([])
    .map(([name]) => String(name))
    .filter((name) => ![...NOT_STATE, ...exempt].includes(name))
  const rowsOf = (name: string) =>
    connection
      .prepared(`SELECT * FROM "${name}"`)
      .all([])
      .map((row) => JSON.stringify(row))
      .sort()
  return tables.flatMap((name) => [name, ...rowsOf(name)]).join("\n")
}

/** Some columns of a table of the sandbox opened last. */
export const rowsOfLastSandbox = (table: string, ...columns: string[]) =>
  connectionOfLastSandbox()
    .prepared(`SELECT ${columns.map((name) => `"${name}"`).join(", ")} FROM "${table}"`)
    .all([])
