import { z } from "@medusajs/framework/zod"

/** The contact itself is checked by `domain/check-contact`, which says what is wrong with it. */
export const distributeSchema = z.strictObject({
  method: z.enum(["email", "sms", "token", "notification"]),
  email: z.string().optional(),
  phone: z.string().optional(),
  phone_country: z.string().optional(),
  access_id: z.string().optional(),
})

export type DistributeBody = z.output<typeof distributeSchema>
