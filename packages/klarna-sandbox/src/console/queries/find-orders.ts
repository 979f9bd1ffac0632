import { statusOf } from "../../order-management/managed-order"
import { withFraudDecision } from "../../order-management/fraud"
import type { ManagedOrderRecord } from "../../state/records"
import type { World } from "../../world"

/** The API an order came through. */
export type OrderApi = "checkout" | "payments" | "customer-token"

/** A line of a list of orders: KCO orders whether paid or not, and those of KP and of customer tokens. */
export type OrderRow = {
  order_id: string
  api: OrderApi
  merchant_id: string
  created_at: number
  /** Order Management's once it is paid; before, what became of the KCO order. */
  status: string
  fraud_status: string | null
  amount: number
  currency: string
  captured_amount: number
  refunded_amount: number
  klarna_reference: string | null
  merchant_reference1: string | null
  email: string | null
  position: Position
}

/** Where a row stands: by time, then by table, then by the order of insertion. */
type Position = { at: number; table: number; seq: number }

const AMOUNTS = `m.order_amount, m.captured_amount, m.refunded_amount, m.fraud_status, m.fraud_decision,
  m.expires_at AS reserved_until, m.cancelled_at, m.released_at, m.klarna_reference`

const described = (body: string) => `json_extract(${body}, '$.purchase_currency') AS currency,
  json_extract(${body}, '$.merchant_reference1') AS merchant_reference1,
  json_extract(${body}, '$.billing_address.email') AS email`

const CHECKOUT = `SELECT 0 AS "table", o.rowid AS seq, o.order_id, 'checkout' AS api, o.merchant_id, o.created_at,
  o.status AS checkout_status, o.aborted_at, o.expires_at, json_extract(o.body, '$.order_amount') AS checkout_amount,
  ${AMOUNTS}, ${described("o.body")}
  FROM checkout_order o LEFT JOIN managed_order m ON m.order_id = o.order_id`

const OTHERS = `SELECT 1 AS "table", m.rowid AS seq, m.order_id, m.merchant_id, m.created_at,
  CASE WHEN EXISTS (SELECT 1 FROM kp_session s WHERE s.order_id = m.order_id) THEN 'payments' ELSE 'customer-token' END AS api,
  NULL AS checkout_status, NULL AS aborted_at, NULL AS expires_at, NULL AS checkout_amount,
  ${AMOUNTS}, ${described("m.details")}
  FROM managed_order m`

const NO_KCO = "NOT EXISTS (SELECT 1 FROM checkout_order o WHERE o.order_id = m.order_id)"

/**
 * Newest first. Each table is read by its index and no further than the page goes.
 *
 * @param cursor of the row that the page before ended with, as {@link orderCursor} gives it
 */
export async function findOrders(world: World, limit: number, cursor: string | null): Promise<OrderRow[]> {
  const from = readCursor(cursor)
  const checkout = await world.db.query<Row>(
    `${CHECKOUT} WHERE (o.created_at, o.rowid) < (?, ?) ORDER BY o.created_at DESC, o.rowid DESC LIMIT ?`,
    [from.at, boundOf(from, 0), limit]
  )
  // What is older than all of a full page need not be looked at.
  const oldest = checkout.length < limit ? 0 : (checkout.at(-1)?.created_at ?? 0)
  const others = await world.db.query<Row>(
    `${OTHERS} WHERE (m.created_at, m.rowid) < (?, ?) AND m.created_at >= ? AND ${NO_KCO}
     ORDER BY m.created_at DESC, m.rowid DESC LIMIT ?`,
    [from.at, boundOf(from, 1), oldest, limit]
  )
  return [...checkout, ...others]
    .sort((a, b) => b.created_at - a.created_at || a.table - b.table || b.seq - a.seq)
    .slice(0, limit)
    .map((row) => toOrderRow(world, row))
}

/** In no order. */
export async function findOrdersById(world: World, ids: readonly string[]): Promise<OrderRow[]> {
  const these = ids.map(() => "?").join(", ")
  const checkout = await world.db.query<Row>(`${CHECKOUT} WHERE o.order_id IN (${these})`, ids)
  const others = await world.db.query<Row>(`${OTHERS} WHERE m.order_id IN (${these}) AND ${NO_KCO}`, ids)
  return [...checkout, ...others].map((row) => toOrderRow(world, row))
}

export const orderCursor = ({ position: { at, table, seq } }: OrderRow) => `${at}.${table}.${seq}`

function readCursor(cursor: string | null): Position {
  const match = /^(\d{1,15})\.([01])\.(\d{1,15})$/.exec(cursor ?? "")
  return match
    ? { at: Number(match[1]), table: Number(match[2]), seq: Number(match[3]) }
    : { at: Number.MAX_SAFE_INTEGER, table: 0, seq: Number.MAX_SAFE_INTEGER }
}

/** Of the rows with the cursor's time: those of this table that come after it. */
function boundOf({ table, seq }: Position, ofTable: number): number {
  if (ofTable === table) return seq
  return ofTable > table ? Number.MAX_SAFE_INTEGER : 0
}

type Row = Omit<OrderRow, "status" | "amount" | "position" | "captured_amount" | "refunded_amount"> & {
  table: number
  seq: number
  checkout_status: string | null
  checkout_amount: number | null
  aborted_at: number | null
  expires_at: number | null
  order_amount: number | null
  captured_amount: number | null
  refunded_amount: number | null
  fraud_decision: string | null
  reserved_until: number
  cancelled_at: number | null
  released_at: number | null
}

function toOrderRow(world: World, row: Row): OrderRow {
  const { order_id, api, merchant_id, created_at, currency, klarna_reference, merchant_reference1, email } =
    row
  const managed = row.order_amount === null ? undefined : withFraudDecision(toManaged(row), world.now)
  return {
    order_id,
    api,
    merchant_id,
    created_at,
    currency,
    klarna_reference,
    merchant_reference1: merchant_reference1 || null,
    email,
    status: managed ? statusOf(managed, world.now, world.settings) : checkoutStatus(row, world.now),
    fraud_status: managed?.fraud_status ?? null,
    amount: row.order_amount ?? row.checkout_amount ?? 0,
    captured_amount: row.captured_amount ?? 0,
    refunded_amount: row.refunded_amount ?? 0,
    position: { at: created_at, table: row.table, seq: row.seq },
  }
}

/** As much of the record as a status needs. */
const toManaged = (row: Row) =>
  ({
    order_amount: row.order_amount,
    captured_amount: row.captured_amount,
    refunded_amount: row.refunded_amount,
    fraud_status: row.fraud_status,
    fraud_decision: row.fraud_decision === null ? null : JSON.parse(row.fraud_decision),
    expires_at: row.reserved_until,
    cancelled_at: row.cancelled_at,
    released_at: row.released_at,
  }) as ManagedOrderRecord

function checkoutStatus({ checkout_status, aborted_at, expires_at }: Row, now: number): string {
  if (aborted_at !== null) return "aborted"
  return expires_at !== null && expires_at <= now ? "expired" : (checkout_status ?? "")
}
