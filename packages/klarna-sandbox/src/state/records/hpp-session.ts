import { EntitySchema } from "typeorm"

import type { CheckoutOrderBody } from "./checkout-order"

export type HppStatus =
  | "WAITING"
  | "IN_PROGRESS"
  | "MANUAL_ID_CHECK"
  | "BACK"
  | "FAILED"
  | "ERROR"
  | "COMPLETED"
  | "CANCELLED"
  | "DISABLED"

export type HppSessionRecord = {
  session_id: string
  /** Last segment of `redirect_url`. */
  page_code: string
  distribution_id: string
  merchant_id: string
  /** The API of the payment session behind the page: a KCO order or a KP session. */
  payment_api: "checkout" | "payments"
  payment_session_id: string
  status: HppStatus
  /** The page was open when the merchant disabled it: a purchase may be under way. */
  disabled_in_progress: boolean
  merchant_urls: Record<string, string>
  options: Record<string, unknown>
  profile_id: string | null
  /** What the page showed when it was opened. */
  shown: ShownOrder | null
  /** The seller is comparing an identity document. */
  manual_identification: ManualIdentification | null
  /** Tells of the time-out when the page is left alone; taken off the schedule by whatever happens before. */
  timeout_callback_id: string | null
  order_id: string | null
  klarna_reference: string | null
  /** KP with `place_order_mode` NONE: what the merchant places the order with. */
  authorization_token: string | null
  created_at: number
  updated_at: number
  expires_at: number
}

export type ManualIdentification = {
  /** What the consumer shows to the seller, as `A78`. */
  challenge: string
  given_name: string
  family_name: string
  expires_at: number
  /** What the consumer had chosen to pay with. */
  payment_method_category?: string
}

export type ShownOrder = Pick<CheckoutOrderBody, "order_amount" | "order_tax_amount" | "order_lines">

export const hppSessions = new EntitySchema<HppSessionRecord>({
  name: "hpp_session",
  columns: {
    session_id: { type: "text", primary: true },
    page_code: { type: "text", unique: true },
    distribution_id: { type: "text" },
    merchant_id: { type: "text" },
    payment_api: { type: "text" },
    payment_session_id: { type: "text" },
    status: { type: "text" },
    disabled_in_progress: { type: "boolean" },
    merchant_urls: { type: "simple-json" },
    options: { type: "simple-json" },
    profile_id: { type: "text", nullable: true },
    shown: { type: "simple-json", nullable: true },
    manual_identification: { type: "simple-json", nullable: true },
    timeout_callback_id: { type: "text", nullable: true },
    order_id: { type: "text", nullable: true },
    klarna_reference: { type: "text", nullable: true },
    authorization_token: { type: "text", nullable: true },
    created_at: { type: "integer" },
    updated_at: { type: "integer" },
    expires_at: { type: "integer" },
  },
  indices: [{ columns: ["payment_session_id"] }, { columns: ["distribution_id"] }],
})
