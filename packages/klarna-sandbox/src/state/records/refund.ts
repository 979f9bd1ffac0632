import { EntitySchema } from "typeorm"

import type { OrderLine } from "./order-line"

export type RefundRecord = {
  refund_id: string
  order_id: string
  number: number
  refunded_at: number
  refunded_amount: number
  body: { reference: string; description: string; order_lines: OrderLine[] }
}

export const refunds = new EntitySchema<RefundRecord>({
  name: "refund",
  columns: {
    refund_id: { type: "text", primary: true },
    order_id: { type: "text" },
    number: { type: "integer" },
    refunded_at: { type: "integer" },
    refunded_amount: { type: "integer" },
    body: { type: "simple-json" },
  },
  indices: [{ columns: ["order_id"] }],
})
