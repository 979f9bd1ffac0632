import { z } from "@medusajs/framework/zod"
import { text } from "./fields"

/** Created session of the Hosted Payment Page. All but the id are optional by Klarna's description. */
export const createdPageSchema = z.looseObject({
  session_id: z.string().min(1),
  session_url: text,
  redirect_url: text,
  qr_code_url: text,
  distribution_url: text,
  /** Klarna's own page for staff who hand the link out. Its address has placeholders for profile and view. */
  distribution_module: z.looseObject({ standalone_url: text }).optional().catch(undefined),
  expires_at: text,
})

/** Session of the Hosted Payment Page as read. It knows no amount: the payment alone decides about money. */
export const pageSchema = z.looseObject({
  session_id: z.string().min(1),
  status: z.string(),
  updated_at: text,
  expires_at: text,
  /** The Klarna order, once `COMPLETED`; with Klarna Payments only if the page places it. */
  order_id: text,
  klarna_reference: text,
  /** Once `COMPLETED` with `place_order_mode` NONE: what to place the order with. A secret, good for 60 minutes. */
  authorization_token: text,
})

export type KlarnaCreatedPage = z.output<typeof createdPageSchema>
export type KlarnaPage = z.output<typeof pageSchema>
