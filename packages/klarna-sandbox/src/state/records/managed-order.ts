import { EntitySchema } from "typeorm"

import type { Address } from "./address"
import type { OrderLine } from "./order-line"

export type FraudStatus = "ACCEPTED" | "PENDING" | "REJECTED"

export type ManagedOrderRecord = {
  order_id: string
  merchant_id: string
  klarna_reference: string
  order_amount: number
  original_order_amount: number
  captured_amount: number
  refunded_amount: number
  fraud_status: FraudStatus
  /** A decision on a pending order, which counts from its moment on. */
  fraud_decision: { fraud_status: "ACCEPTED" | "REJECTED"; at: number } | null
  /** Where fraud decisions are told. */
  notification_url: string | null
  /** Where `redirect_url` of a KP order leads. */
  confirmation_url: string | null
  created_at: number
  /** Order Management answers 404 before this moment. */
  visible_at: number
  expires_at: number
  acknowledged_at: number | null
  cancelled_at: number | null
  released_at: number | null
  details: ManagedOrderDetails
}

export type ManagedOrderDetails = {
  purchase_country: string
  purchase_currency: string
  locale: string
  order_lines: OrderLine[]
  merchant_reference1: string
  merchant_reference2: string
  merchant_data: string
  billing_address: Address
  shipping_address: Address
  customer: Record<string, unknown>
  selected_shipping_option?: Record<string, unknown>
  /** What was sent before, or apart from, any capture. */
  shipping_info?: Record<string, unknown>[]
  initial_payment_method: { type: string; description: string; number_of_installments: number }
}

export const managedOrders = new EntitySchema<ManagedOrderRecord>({
  name: "managed_order",
  columns: {
    order_id: { type: "text", primary: true },
    merchant_id: { type: "text" },
    klarna_reference: { type: "text" },
    order_amount: { type: "integer" },
    original_order_amount: { type: "integer" },
    captured_amount: { type: "integer" },
    refunded_amount: { type: "integer" },
    fraud_status: { type: "text" },
    fraud_decision: { type: "simple-json", nullable: true },
    notification_url: { type: "text", nullable: true },
    confirmation_url: { type: "text", nullable: true },
    created_at: { type: "integer" },
    visible_at: { type: "integer" },
    expires_at: { type: "integer" },
    acknowledged_at: { type: "integer", nullable: true },
    cancelled_at: { type: "integer", nullable: true },
    released_at: { type: "integer", nullable: true },
    details: { type: "simple-json" },
  },
  indices: [{ columns: ["created_at"] }],
})
