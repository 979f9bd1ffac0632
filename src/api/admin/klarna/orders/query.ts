import { z } from "@medusajs/framework/zod"

export const listOrdersSchema = z.strictObject({
  /** Of those whose authorization ends within the days that the shop has named, with something left to capture. */
  at_risk: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
})

export type ListOrdersQuery = z.output<typeof listOrdersSchema>
