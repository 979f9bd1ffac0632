import { z } from "@medusajs/framework/zod"

export const disableSchema = z.strictObject({
  /** In staff's words; kept with the link. */
  reason: z.string().trim().max(500).optional(),
})

export type DisableBody = z.output<typeof disableSchema>
