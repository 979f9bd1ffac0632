import { z } from "@medusajs/framework/zod"

/** What the widget gave the shop's page. Amounts and lines never come from there. */
export const authorizeBodySchema = z.strictObject({
  /** Of `Klarna.Payments.authorize`, `reauthorize` or `finalize`. */
  authorization_token: z
    .string()
    .min(1, "authorization_token is what the widget's callback got")
    .max(512)
    .regex(/^[\w.~-]+$/, "authorization_token is not one that Klarna gives"),
  /** The category that was authorized; one that the session offers. */
  payment_method_category: z.string().max(64).optional(),
})

export type AuthorizeBody = z.output<typeof authorizeBodySchema>
