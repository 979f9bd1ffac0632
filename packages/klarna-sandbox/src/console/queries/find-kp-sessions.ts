import type { World } from "../../world"

/** A line of a list of KP sessions. */
export type KpSessionRow = {
  seq: number
  session_id: string
  /** Klarna's, but `authorized` and `expired` where an incomplete session is that. */
  status: string
  order_id: string | null
  created_at: number
  expires_at: number
  intent: string
  amount: number
  currency: string
  merchant_reference1: string | null
  email: string | null
}

/** Newest first. */
export const findKpSessions = (world: World, limit: number, before = Number.MAX_SAFE_INTEGER) =>
  world.db.query<KpSessionRow>(
    `SELECT rowid AS seq, session_id, order_id, created_at, expires_at,
       CASE WHEN status = 'complete' THEN status
         WHEN expires_at <= ? THEN 'expired'
         WHEN authorization_token IS NOT NULL THEN 'authorized'
         ELSE status END AS status,
       json_extract(body, '$.intent') AS intent,
       json_extract(body, '$.order_amount') AS amount,
       json_extract(body, '$.purchase_currency') AS currency,
       json_extract(body, '$.merchant_reference1') AS merchant_reference1,
       json_extract(body, '$.billing_address.email') AS email
     FROM kp_session WHERE rowid < ? ORDER BY rowid DESC LIMIT ?`,
    [world.now, before, limit]
  )
