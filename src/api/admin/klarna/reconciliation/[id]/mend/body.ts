import { z } from "@medusajs/framework/zod"

const REMEDIES = [
  "complete_order",
  "cancel_at_klarna",
  "refund_at_klarna",
  "end_payment",
  "record_capture",
  "record_refund",
  "send_capture",
  "send_refund",
] as const

/** `remedy`: what staff were told that it will do; something else is not done, but answered as `changed`. */
export const mendSchema = z.strictObject({ remedy: z.enum(REMEDIES).optional() })

export type MendBody = z.output<typeof mendSchema>
