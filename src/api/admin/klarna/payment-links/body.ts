import { z } from "@medusajs/framework/zod"

export const createPaymentLinkSchema = z.strictObject({
  /** An order or draft order. */
  order_id: z.string().min(1).max(255),
  channel: z.enum(["telesales", "in_store", "ecommerce"]),
  /** One of ours; the first that the order's region offers when absent. */
  provider_id: z.string().min(1).max(255).optional(),
})

export type CreatePaymentLinkBody = z.output<typeof createPaymentLinkSchema>
