import { z } from "@medusajs/framework/zod"

/** Subscriptions with Klarna Payments: charged with a customer token, without the buyer. */
export const customerTokensSchema = z.strictObject({
  /**
   * Days after the first refusal of a renewal on which it is charged again, before the customer is sent a payment
   * link. Empty: the link at once.
   */
  retryAfterDays: z
    .array(z.number().int().min(1).max(60))
    .max(10)
    .refine((days) => days.every((day, index) => index === 0 || day > (days[index - 1] as number)), {
      message: "must grow from entry to entry",
    })
    .default([1, 3, 5]),
  /** When nobody charged for longer than a period: `each` one that passed, oldest first, or the `latest` alone. */
  missedPeriods: z.enum(["each", "latest"]).default("each"),
  /** How often a payment link that expired is made anew, and told again. A link is good for up to 48 hours. */
  paymentLinkRenewals: z.number().int().min(0).max(30).default(5),
  /**
   * What becomes of a subscription whose last payment link ran out unpaid: it ends, and the order of the unpaid period is
   * cancelled; or both are kept until the customer pays, or staff end it or have another link sent.
   */
  unpaidRenewals: z.enum(["end", "keep"]).default("end"),
  /** IANA name. Days and months of a subscription are counted by the calendar and clock of this time zone. */
  timeZone: z.string().refine(isTimeZone, "must be a time zone such as Europe/Stockholm").default("UTC"),
})

export type CustomerTokensOptions = z.output<typeof customerTokensSchema>

/** All that can be chosen about subscriptions, when nothing is. */
export const defaultCustomerTokens = (): CustomerTokensOptions => customerTokensSchema.parse({})

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone })
    return true
  } catch {
    return false
  }
}
