import { z } from "@medusajs/framework/zod"
import { DIFFERENCE_KINDS } from "../../../../domain/difference"

export const listDifferencesSchema = z.strictObject({
  state: z.enum(["open", "mended", "gone"]).optional(),
  kind: z.enum(DIFFERENCE_KINDS).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
})

export type ListDifferencesQuery = z.output<typeof listDifferencesSchema>
