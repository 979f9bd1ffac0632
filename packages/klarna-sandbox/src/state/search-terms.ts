import type { DataSource } from "typeorm"
import type { SearchTermKind } from "./records"

type Source = {
  table: string
  kind: SearchTermKind
  id: string
  /** Column of the terms, and where in its JSON they are; a column that is no JSON has no paths. */
  terms: Readonly<Record<string, readonly string[]>>
}

const REFERENCES = ["$.merchant_reference1", "$.merchant_reference2"]
const EMAILS = ["$.billing_address.email", "$.shipping_address.email"]
const PURCHASE = [...REFERENCES, ...EMAILS]

const SOURCES: readonly Source[] = [
  { table: "checkout_order", kind: "order", id: "order_id", terms: { body: PURCHASE } },
  {
    table: "managed_order",
    kind: "order",
    id: "order_id",
    terms: { klarna_reference: [], details: PURCHASE },
  },
  { table: "kp_session", kind: "kp_session", id: "session_id", terms: { body: PURCHASE } },
  { table: "message", kind: "hpp_session", id: "session_id", terms: { to: [] } },
  {
    table: "customer_token",
    kind: "customer_token",
    id: "token_id",
    terms: { billing_address: ["$.email"] },
  },
  { table: "capture", kind: "capture", id: "capture_id", terms: { body: ["$.reference"] } },
  { table: "refund", kind: "refund", id: "refund_id", terms: { body: ["$.reference"] } },
]

/**
 * Lets the database itself write down what its records are searched by. A trigger sees every write, whichever
 * operation makes it; reading JSON of all orders at every search would take seconds. What a record was called
 * before finds it too.
 */
export async function keepSearchTerms(database: DataSource) {
  const [known] = await database.query("SELECT 1 FROM search_term LIMIT 1")
  for (const source of SOURCES) {
    const { table, terms } = source
    await database.query(
      `CREATE TRIGGER IF NOT EXISTS ${table}_inserted AFTER INSERT ON "${table}" BEGIN ${insertTerms(source, "NEW")}; END`
    )
    const hasChanged = Object.keys(terms).map((column) => `NEW."${column}" IS NOT OLD."${column}"`)
    await database.query(
      `CREATE TRIGGER IF NOT EXISTS ${table}_updated AFTER UPDATE ON "${table}" WHEN ${hasChanged.join(" OR ")} BEGIN ${insertTerms(source, "NEW")}; END`
    )
    // A file from before there was a search.
    if (!known) await database.query(insertTerms(source, table, `"${table}",`))
  }
}

function insertTerms({ kind, id, terms }: Source, row: string, from = ""): string {
  const values = Object.entries(terms).flatMap(([column, paths]) =>
    paths.length === 0
      ? [`${row}."${column}"`]
      : paths.map((path) => `json_extract(${row}."${column}", '${path}')`)
  )
  return `INSERT OR IGNORE INTO search_term (term, kind, subject_id)
    SELECT lower(given.value), '${kind}', ${row}.${id} FROM ${from} json_each(json_array(${values.join(", ")})) AS given
    WHERE given.type = 'text' AND given.value <> ''`
}
