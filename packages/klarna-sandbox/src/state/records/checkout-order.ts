import { EntitySchema } from "typeorm"

import type { Address } from "./address"
import type { OrderLine } from "./order-line"

export type CheckoutOrderRecord = {
  order_id: string
  merchant_id: string
  status: "checkout_incomplete" | "checkout_complete"
  created_at: number
  modified_at: number
  completed_at: number | null
  aborted_at: number | null
  expires_at: number
  /** The consumer edited the address on the page: from then on the merchant's address is ignored. */
  address_typed: boolean
  body: CheckoutOrderBody
}

/** What the merchant sent, normalised; read-only fields are added when the order is shown. */
export type CheckoutOrderBody = {
  purchase_country: string
  purchase_currency: string
  locale: string
  order_amount: number
  order_tax_amount: number
  order_lines: OrderLine[]
  merchant_urls: Record<string, string>
  billing_address: Address
  shipping_address: Address
  customer: Record<string, unknown>
  options: Record<string, unknown>
  merchant_reference1?: string
  merchant_reference2?: string
  merchant_data?: string
  selected_shipping_option?: Record<string, unknown>
  [field: string]: unknown
}

/** What a hosted page sells, whichever API its payment session came through. */
export type Purchase = Pick<CheckoutOrderRecord, "body">

export const checkoutOrders = new EntitySchema<CheckoutOrderRecord>({
  name: "checkout_order",
  columns: {
    order_id: { type: "text", primary: true },
    merchant_id: { type: "text" },
    status: { type: "text" },
    created_at: { type: "integer" },
    modified_at: { type: "integer" },
    completed_at: { type: "integer", nullable: true },
    aborted_at: { type: "integer", nullable: true },
    expires_at: { type: "integer" },
    address_typed: { type: "boolean" },
    body: { type: "simple-json" },
  },
  indices: [{ columns: ["created_at"] }],
})
