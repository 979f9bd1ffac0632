import { z } from "@medusajs/framework/zod"

export const chargeSubscriptionSchema = z.strictObject({
  /** Somebody looked at Klarna: a charge whose answer was lost did not happen. */
  not_charged: z.boolean().default(false),
})

export type ChargeSubscriptionBody = z.output<typeof chargeSubscriptionSchema>
