import { EntitySchema } from "typeorm"

import type { KpSessionBody } from "./kp-session"

export type FraudOutlook = {
  fraud_status: "ACCEPTED" | "PENDING"
  /** What becomes of a pending order, counted from when it is placed; absent: nothing by itself. */
  decision?: { fraud_status: "ACCEPTED" | "REJECTED"; after_ms: number }
}

export type AuthorizationRecord = {
  authorization_token: string
  session_id: string
  merchant_id: string
  payment_method_category: string
  /** What the consumer agreed to. */
  body: KpSessionBody
  fraud: FraudOutlook
  /** Granted on a hosted page: the merchant may order for less. */
  allows_less: boolean
  /** Placing the order with it is refused. */
  refuses_order: boolean
  created_at: number
  expires_at: number
  cancelled_at: number | null
  token_id: string | null
  /** The order placed with it: what was asked for and what was answered. */
  placed: { request: Record<string, unknown>; answer: Record<string, unknown> } | null
}

export const authorizations = new EntitySchema<AuthorizationRecord>({
  name: "authorization",
  columns: {
    authorization_token: { type: "text", primary: true },
    session_id: { type: "text" },
    merchant_id: { type: "text" },
    payment_method_category: { type: "text" },
    body: { type: "simple-json" },
    fraud: { type: "simple-json" },
    allows_less: { type: "boolean" },
    refuses_order: { type: "boolean" },
    created_at: { type: "integer" },
    expires_at: { type: "integer" },
    cancelled_at: { type: "integer", nullable: true },
    token_id: { type: "text", nullable: true },
    placed: { type: "simple-json", nullable: true },
  },
  indices: [{ columns: ["session_id"] }],
})
