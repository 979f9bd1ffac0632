import { z } from "@medusajs/framework/zod"

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

export const listSessionsSchema = z.strictObject({
  state: z.enum(["open", "paid", "ended"]).optional(),
  channel: z.enum(["ecommerce", "in_store", "telesales"]).optional(),
  /** Medusa's user who made the link. */
  created_by: z.string().max(255).optional(),
  /** Any id, an e-mail address or an order's number. */
  q: z.string().trim().min(1).max(255).optional(),
  /** Links of staff and of renewals, not shoppers' checkouts. */
  links: z.stringbool().optional(),
  created_after: instant.optional(),
  created_before: instant.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
})

export type ListSessionsQuery = z.output<typeof listSessionsSchema>
