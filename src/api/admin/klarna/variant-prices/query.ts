import { z } from "@medusajs/framework/zod"

const id = z.string().min(1).max(255)

export const listVariantPricesSchema = z.strictObject({
  id: z.preprocess((given) => (typeof given === "string" ? [given] : given), z.array(id).min(1).max(100)),
  region_id: id,
  /** Whose groups may have prices of their own. */
  customer_id: id.optional(),
})

export type ListVariantPricesQuery = z.output<typeof listVariantPricesSchema>
