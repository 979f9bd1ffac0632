import { EntitySchema } from "typeorm"

import type { Address } from "./address"

export type CustomerTokenStatus = "ACTIVE" | "CANCELLED" | "SUSPENDED"

export type CustomerTokenRecord = {
  token_id: string
  merchant_id: string
  status: CustomerTokenStatus
  /** As in `authorized_payment_method.type` of orders charged with it. */
  method: string
  /** The next charges are refused with this code. */
  refuses_with: string | null
  description: string
  purchase_country: string
  purchase_currency: string
  locale: string
  billing_address: Address
  customer: Record<string, unknown>
  created_at: number
}

export const customerTokens = new EntitySchema<CustomerTokenRecord>({
  name: "customer_token",
  columns: {
    token_id: { type: "text", primary: true },
    merchant_id: { type: "text" },
    status: { type: "text" },
    method: { type: "text" },
    refuses_with: { type: "text", nullable: true },
    description: { type: "text" },
    purchase_country: { type: "text" },
    purchase_currency: { type: "text" },
    locale: { type: "text" },
    billing_address: { type: "simple-json" },
    customer: { type: "simple-json" },
    created_at: { type: "integer" },
  },
})
