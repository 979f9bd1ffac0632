import type { SearchTermKind } from "../../state/records"
import type { World } from "../../world"

export type HitKind = SearchTermKind | "callback"

export type Hit = {
  kind: HitKind
  id: string
  /** The order a capture or refund belongs to. */
  order_id: string | null
  /** What fitted. */
  term: string
  /** For {@link findByTerm}: where the next page begins. */
  seq: number
}

/** Ids as they begin: nobody types all of one. */
const SHORTEST_PREFIX = 4

type IdColumn = {
  table: string
  column: string
  kind: HitKind
  id: string
  order?: string
  isWhole?: boolean
}

const ID_COLUMNS: readonly IdColumn[] = [
  { table: "checkout_order", column: "order_id", kind: "order", id: "order_id" },
  { table: "managed_order", column: "order_id", kind: "order", id: "order_id" },
  { table: "hpp_session", column: "session_id", kind: "hpp_session", id: "session_id" },
  { table: "hpp_session", column: "distribution_id", kind: "hpp_session", id: "session_id" },
  // Letters of both cases, so it has no prefix in lower case.
  { table: "hpp_session", column: "page_code", kind: "hpp_session", id: "session_id", isWhole: true },
  { table: "kp_session", column: "session_id", kind: "kp_session", id: "session_id" },
  { table: "authorization", column: "authorization_token", kind: "kp_session", id: "session_id" },
  { table: "customer_token", column: "token_id", kind: "customer_token", id: "token_id" },
  { table: "capture", column: "capture_id", kind: "capture", id: "capture_id", order: "order_id" },
  { table: "refund", column: "refund_id", kind: "refund", id: "refund_id", order: "order_id" },
  { table: "callback", column: "callback_id", kind: "callback", id: "callback_id" },
  { table: "callback", column: "event_id", kind: "callback", id: "callback_id" },
]

/** Records that have this id, or whose id begins so. */
export async function findById(world: World, text: string, limit: number): Promise<Hit[]> {
  if (text.length < SHORTEST_PREFIX) return []
  const hits: Hit[] = []
  for (const { table, column, kind, id, order, isWhole } of ID_COLUMNS) {
    const found = await world.db.query<Hit>(
      `SELECT '${kind}' AS kind, ${id} AS id, ${order ?? "NULL"} AS order_id, ${column} AS term, 0 AS seq FROM "${table}"
       WHERE ${isWhole ? `${column} = ?` : `${column} >= ? AND ${column} < ?`} LIMIT ?`,
      isWhole ? [text, limit] : [text.toLowerCase(), afterPrefix(text.toLowerCase()), limit]
    )
    hits.push(...found)
  }
  return withoutRepetition(hits)
}

/** Records with this reference or e-mail address, or one that begins so; newest first. */
export async function findByTerm(
  world: World,
  text: string,
  limit: number,
  before = Number.MAX_SAFE_INTEGER
) {
  const term = text.toLowerCase()
  const end = term.length < SHORTEST_PREFIX ? `${term}\0` : afterPrefix(term)
  return world.db.query<Hit>(
    `SELECT t.kind, t.subject_id AS id, coalesce(c.order_id, r.order_id) AS order_id, t.term, t.seq
     FROM (SELECT rowid AS seq, * FROM search_term WHERE term >= ? AND term < ? AND rowid < ?
       ORDER BY rowid DESC LIMIT ?) t
     LEFT JOIN capture c ON t.kind = 'capture' AND c.capture_id = t.subject_id
     LEFT JOIN refund r ON t.kind = 'refund' AND r.refund_id = t.subject_id
     ORDER BY t.seq DESC`,
    [term, end, before, limit]
  )
}

/** Greater than every text that begins with this one. */
const afterPrefix = (prefix: string) => `${prefix}\u{10ffff}`

/** A paid KCO order stands in two tables. */
const withoutRepetition = (hits: readonly Hit[]): Hit[] => [
  ...new Map(hits.map((hit) => [`${hit.kind} ${hit.id}`, hit])).values(),
]
