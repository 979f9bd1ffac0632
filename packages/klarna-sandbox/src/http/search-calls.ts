import type { CallRecord } from "../state/records"
import type { Store } from "../state/store"

/** A line of a list: bodies and headers are read one call at a time. */
export type CallSummary = Omit<CallRecord, "request" | "response" | "request_headers" | "response_headers">

export type CallSearch = {
  /** Part of the path. */
  path?: string | undefined
  method?: string | undefined
  /** First digit of the status; 0 for calls without an answer. */
  statusClass?: number | undefined
  /** An id that the call names anywhere: in its path, bodies or answer's headers, as correlation id or idempotency key. */
  about?: string | undefined
  /** Only older calls than this one. */
  before?: number | undefined
  replayOf?: number | undefined
  limit: number
}

const SUMMARY =
  "id, at, method, path, query, status, ms, merchant, idempotency_key, correlation_id, fault, replay_of"

type Condition = { sql: string; values: readonly (string | number)[] }

/** Newest first. Ids are looked up; what is no id is looked for. */
export async function searchCalls(db: Store, search: CallSearch): Promise<CallSummary[]> {
  const { about } = search
  const conditions: Condition[] = about === undefined ? [] : [await isAbout(db, about)]
  const add = (sql: string, value: string | number | undefined) => {
    if (value !== undefined) conditions.push({ sql, values: [value] })
  }
  add("id < ?", search.before)
  add("method = ?", search.method)
  add("instr(path, ?) > 0", search.path)
  add("coalesce(status, 0) / 100 = ?", search.statusClass)
  add("replay_of = ?", search.replayOf)
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`
  return db.query<CallSummary>(`SELECT ${SUMMARY} FROM "call" ${where} ORDER BY id DESC LIMIT ?`, [
    ...conditions.flatMap(({ values }) => values),
    search.limit,
  ])
}

const TEXTS = ["path", "correlation_id", "idempotency_key", "response_headers", "request", "response"]

async function isAbout(db: Store, id: string): Promise<Condition> {
  const [known] = await db.query("SELECT 1 FROM call_mention WHERE mention = ? LIMIT 1", [id])
  if (known) return { sql: "id IN (SELECT call_id FROM call_mention WHERE mention = ?)", values: [id] }
  return {
    sql: `(${TEXTS.map((column) => `instr(coalesce(${column}, ''), ?) > 0`).join(" OR ")})`,
    values: TEXTS.map(() => id),
  }
}
