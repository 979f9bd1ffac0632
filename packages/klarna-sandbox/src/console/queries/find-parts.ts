import type { World } from "../../world"

/** A line of a list of captures or refunds. */
export type PartRow = {
  seq: number
  id: string
  order_id: string
  number: number
  at: number
  amount: number
  /** Of a capture. */
  refunded_amount: number
  reference: string | null
  klarna_reference: string
  currency: string
}

const findParts =
  (table: "capture" | "refund", done: "captured" | "refunded") =>
  (world: World, limit: number, before = Number.MAX_SAFE_INTEGER) =>
    world.db.query<PartRow>(
      `SELECT p.rowid AS seq, p.${table}_id AS id, p.order_id, p.number, p.${done}_at AS at,
         p.${done}_amount AS amount, p.refunded_amount,
         json_extract(p.body, '$.reference') AS reference, m.klarna_reference,
         json_extract(m.details, '$.purchase_currency') AS currency
       FROM ${table} p JOIN managed_order m ON m.order_id = p.order_id
       WHERE p.rowid < ? ORDER BY p.rowid DESC LIMIT ?`,
      [before, limit]
    )

/** Newest first. */
export const findCaptures = findParts("capture", "captured")

/** Newest first. */
export const findRefunds = findParts("refund", "refunded")
