import { z } from "@medusajs/framework/zod"

export const listPurchasesSchema = z.strictObject({
  /** Only those that nobody but staff can end: there is no list of all. */
  unresolved: z.literal("true", { error: "unresolved must be true: purchases are listed in no other way" }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
})

export type ListPurchasesQuery = z.output<typeof listPurchasesSchema>
