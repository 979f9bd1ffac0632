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

/** Nobody types all of an id, and one letter finds everything. */
const SHORTEST_PREFIX = 3

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

/** Records that have this id; when there is none, those whose id begins so. */
export async function findById(world: World, text: string, limit: number): Promise<Hit[]> {
  const whole = await findIds(world, ID_COLUMNS, "= ?", [text], limit)
  if (whole.length > 0 || text.length < SHORTEST_PREFIX) return whole
  const prefixed = ID_COLUMNS.filter(({ isWhole }) => !isWhole)
  const range = [text.toLowerCase(), afterPrefix(text.toLowerCase())]
  return findIds(world, prefixed, "BETWEEN ? AND ?", range, limit)
}

async function findIds(
  world: World,
  columns: readonly IdColumn[],
  condition: string,
  values: readonly string[],
  limit: number
): Promise<Hit[]> {
  const hits: Hit[] = []
  for (const { table, column, kind, id, order } of columns) {
    const found = await world.db.query<Hit>(
      `SELECT '${kind}' AS kind, ${id} AS id, ${order ?? "NULL"} AS order_id, ${column} AS term, 0 AS seq
       FROM "${table}" WHERE ${column} ${condition} LIMIT ?`,
      [...values, limit]
    )
    hits.push(...found)
  }
  return withoutRepetition(hits)
}

/** Records with this reference or e-mail address; when there is none, with one that begins so. Newest first. */
export async function findByTerm(
  world: World,
  text: string,
  limit: number,
  before = Number.MAX_SAFE_INTEGER
): Promise<Hit[]> {
  const term = text.toLowerCase()
  const [known] = await world.db.query("SELECT 1 FROM search_term WHERE term = ? LIMIT 1", [term])
  if (!known && term.length < SHORTEST_PREFIX) return []
  return world.db.query<Hit>(
    `SELECT t.kind, t.subject_id AS id, coalesce(c.order_id, r.order_id) AS order_id, t.term, t.seq
     FROM (SELECT rowid AS seq, * FROM search_term WHERE term BETWEEN ? AND ? AND rowid < ?
       ORDER BY rowid DESC LIMIT ?) t
     LEFT JOIN capture c ON t.kind = 'capture' AND c.capture_id = t.subject_id
     LEFT JOIN refund r ON t.kind = 'refund' AND r.refund_id = t.subject_id
     ORDER BY t.seq DESC`,
    [term, known ? term : afterPrefix(term), before, limit]
  )
}

/** Greater than every text that begins with this one. */
const afterPrefix = (prefix: string) => `${prefix}\u{10ffff}`

/** A paid KCO order stands in two tables. */
const withoutRepetition = (hits: readonly Hit[]): Hit[] => [
  ...new Map(hits.map((hit) => [`${hit.kind} ${hit.id}`, hit])).values(),
]
