import { z } from "@medusajs/framework/zod"

export const resolvePurchaseSchema = z.strictObject({
  /** What Klarna's portal shows for the purchase's reference; null: it shows no order. */
  klarna_order_id: z
    .string()
    .regex(/^[\w-]{1,255}$/, "klarna_order_id is an order's id as Klarna's portal shows it, or null")
    .nullable(),
})

export type ResolvePurchaseBody = z.output<typeof resolvePurchaseSchema>
