import type { CallbackKind } from "../../state/records"
import type { World } from "../../world"

/** A line of a list of callbacks. */
export type CallbackRow = {
  seq: number
  callback_id: string
  kind: CallbackKind
  /** What a `status_update` or a fraud `notification` says. */
  event: string | null
  subject_id: string
  url: string
  created_at: number
  due_at: number | null
  attempts: number
  /** Of the newest attempt, replays included; null when there was none, or no answer. */
  last_at: number | null
  last_status: number | null
  last_error: string | null
  last_ms: number | null
}

const SELECT = `SELECT c.rowid AS seq, c.callback_id, c.kind,
  coalesce(json_extract(c.body, '$.session.status'), json_extract(c.body, '$.event_type')) AS event, c.subject_id, c.url, c.created_at, c.due_at, c.attempts,
  a.at AS last_at, a.status AS last_status, a.error AS last_error, a.ms AS last_ms
  FROM callback c LEFT JOIN callback_attempt a
    ON a.id = (SELECT max(id) FROM callback_attempt WHERE callback_attempt.callback_id = c.callback_id)`

/** Newest first. */
export const findCallbacks = (world: World, limit: number, before = Number.MAX_SAFE_INTEGER) =>
  world.db.query<CallbackRow>(`${SELECT} WHERE c.rowid < ? ORDER BY c.rowid DESC LIMIT ?`, [before, limit])

/** What is still to be sent, the next one first. @param after the row that the page before ended with, as `due_at.seq` */
export function findWaiting(world: World, limit: number, after: string | null): Promise<CallbackRow[]> {
  const [due = 0, seq = 0] = /^\d{1,15}\.\d{1,15}$/.test(after ?? "")
    ? (after ?? "").split(".").map(Number)
    : []
  return world.db.query<CallbackRow>(
    `${SELECT} WHERE c.due_at IS NOT NULL AND (c.due_at, c.rowid) > (?, ?) ORDER BY c.due_at, c.rowid LIMIT ?`,
    [due, seq, limit]
  )
}

/** Newest first. @param subjects orders and sessions */
export const findCallbacksAbout = (world: World, subjects: readonly string[]) =>
  world.db.query<CallbackRow>(
    `${SELECT} WHERE c.subject_id IN (${subjects.map(() => "?").join(", ")})
     ORDER BY c.created_at DESC, c.rowid DESC LIMIT 50`,
    subjects
  )

/** How many are still to be sent, counted as far as anybody wants to know. */
export async function countWaiting(world: World): Promise<number> {
  const [row] = await world.db.query<{ count: number }>(
    "SELECT count(*) AS count FROM (SELECT 1 FROM callback WHERE due_at IS NOT NULL LIMIT 1000)"
  )
  return row?.count ?? 0
}
