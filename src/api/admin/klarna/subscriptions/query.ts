import { z } from "@medusajs/framework/zod"

const status = z.enum(["active", "past_due", "cancelled", "ended"])

export const listSubscriptionsSchema = z.strictObject({
  customer_id: z.string().max(255).optional(),
  /** Of the order that it was sold with. */
  order_id: z.string().max(255).optional(),
  customer_token_id: z.string().max(255).optional(),
  /** One, or several. */
  status: z.union([status.transform((one) => [one]), z.array(status)]).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
})

export type ListSubscriptionsQuery = z.output<typeof listSubscriptionsSchema>
