import { z } from "@medusajs/framework/zod"
import { amount, items } from "../../money-fields"

/** Amounts in major units. Neither `amount` nor `items`: everything that was captured and not refunded. */
export const refundSchema = z
  .strictObject({
    amount: amount.optional(),
    items: items.optional(),
    /** Kept back: `amount`, or what the items cost, less this goes to the shopper. */
    return_fee: amount.optional(),
    /** One of the shop's refund reasons, by id, code or label, or any words. */
    reason: z.string().trim().min(1).max(255).optional(),
    /** Shown to the shopper. */
    note: z.string().trim().min(1).max(255).optional(),
  })
  .refine(({ amount: given, items: named }) => given === undefined || named === undefined, {
    path: ["amount"],
    message: "amount: an amount or items, not both",
  })

export type RefundBody = z.output<typeof refundSchema>
