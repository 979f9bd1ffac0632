import { EntitySchema } from "typeorm"

import type { Address } from "./address"
import type { OrderLine } from "./order-line"

export type CaptureRecord = {
  capture_id: string
  order_id: string
  /** 1 for the first capture of the order. */
  number: number
  captured_at: number
  captured_amount: number
  refunded_amount: number
  body: {
    reference: string
    description: string
    order_lines: OrderLine[]
    shipping_info: Record<string, unknown>[]
    billing_address: Address
    shipping_address: Address
  }
  /** What was done about the consumer's bill; null: nothing yet. */
  billing: CaptureBilling | null
}

export type CaptureBilling = {
  /** By which the due date was put off, all times together. */
  extended_days: number
  /** When the bill was sent once more. */
  sent_again_at: number[]
}

export const captures = new EntitySchema<CaptureRecord>({
  name: "capture",
  columns: {
    capture_id: { type: "text", primary: true },
    order_id: { type: "text" },
    number: { type: "integer" },
    captured_at: { type: "integer" },
    captured_amount: { type: "integer" },
    refunded_amount: { type: "integer" },
    body: { type: "simple-json" },
    billing: { type: "simple-json", nullable: true },
  },
  indices: [{ columns: ["order_id"] }],
})
