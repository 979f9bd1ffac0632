import { EntitySchema } from "typeorm"

import type { CheckoutOrderBody } from "./checkout-order"

export type KpIntent = "buy" | "tokenize" | "buy_and_tokenize" | "buy_and_default_tokenize" | "buy_and_link"

/** What the merchant and the widget sent, with the defaults filled in. */
export type KpSessionBody = CheckoutOrderBody & { intent: KpIntent; acquiring_channel: string }

export type KpSessionRecord = {
  session_id: string
  merchant_id: string
  status: "incomplete" | "complete"
  client_token: string
  /** Names the API uses, in lower case. */
  categories: string[]
  /** The newest authorization, which made those before it invalid. */
  authorization_token: string | null
  /** The category that was agreed to and waits for `finalize`. */
  to_finalize: string | null
  order_id: string | null
  created_at: number
  expires_at: number
  body: KpSessionBody
}

export const kpSessions = new EntitySchema<KpSessionRecord>({
  name: "kp_session",
  columns: {
    session_id: { type: "text", primary: true },
    merchant_id: { type: "text" },
    status: { type: "text" },
    client_token: { type: "text" },
    categories: { type: "simple-json" },
    authorization_token: { type: "text", nullable: true },
    to_finalize: { type: "text", nullable: true },
    order_id: { type: "text", nullable: true },
    created_at: { type: "integer" },
    expires_at: { type: "integer" },
    body: { type: "simple-json" },
  },
  indices: [{ columns: ["order_id"] }],
})
