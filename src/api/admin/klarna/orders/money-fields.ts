import { z } from "@medusajs/framework/zod"

/** Major units, as everywhere in Medusa's API. */
export const amount = z.number().positive()

/** Medusa's items and shipping methods of the order, by id. */
export const items = z
  .array(z.strictObject({ id: z.string().min(1).max(255), quantity: z.number().positive() }))
  .min(1)
  .max(1_000)
