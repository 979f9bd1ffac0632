import type { World } from "../../world"

/** A line of a list of HPP sessions. */
export type HppSessionRow = {
  seq: number
  session_id: string
  page_code: string
  /** `expired` when its time was over before it ended. */
  status: string
  payment_api: "checkout" | "payments"
  payment_session_id: string
  order_id: string | null
  created_at: number
  updated_at: number
  expires_at: number
  amount: number | null
  currency: string | null
  /** Links sent. */
  messages: number
}

const SELECT = `SELECT s.rowid AS seq, s.session_id, s.page_code, s.payment_api, s.payment_session_id, s.order_id,
  s.created_at, s.updated_at, s.expires_at,
  CASE WHEN s.expires_at <= ? AND s.status NOT IN ('COMPLETED', 'CANCELLED', 'DISABLED') THEN 'expired' ELSE s.status END
    AS status,
  json_extract(coalesce(o.body, k.body), '$.order_amount') AS amount,
  json_extract(coalesce(o.body, k.body), '$.purchase_currency') AS currency,
  (SELECT count(*) FROM message WHERE message.session_id = s.session_id) AS messages
  FROM hpp_session s
  LEFT JOIN checkout_order o ON s.payment_api = 'checkout' AND o.order_id = s.payment_session_id
  LEFT JOIN kp_session k ON s.payment_api = 'payments' AND k.session_id = s.payment_session_id`

/** Newest first. */
export const findHppSessions = (world: World, limit: number, before = Number.MAX_SAFE_INTEGER) =>
  world.db.query<HppSessionRow>(`${SELECT} WHERE s.rowid < ? ORDER BY s.rowid DESC LIMIT ?`, [
    world.now,
    before,
    limit,
  ])

/** Those of a KCO order or KP session, newest first. */
export const findHppSessionsOf = (world: World, paymentSessionId: string) =>
  world.db.query<HppSessionRow>(
    `${SELECT} WHERE s.payment_session_id = ? ORDER BY s.created_at DESC, s.rowid DESC LIMIT 50`,
    [world.now, paymentSessionId]
  )
