import { z } from "@medusajs/framework/zod"
import { optionalAmount, text } from "./fields"

/** Order placed with an authorization or a customer token. Order Management knows it by the same id. */
export const placedOrderSchema = z.looseObject({
  order_id: z.string().min(1),
  /** `ACCEPTED`, or `PENDING` until Klarna notifies. A refusal is an error, not this. */
  fraud_status: text,
  /** Where to send the shopper, who comes back to `merchant_urls.confirmation`. Recommended, not needed. */
  redirect_url: text,
  authorized_payment_method: z
    .looseObject({ type: text, number_of_installments: optionalAmount, number_of_days: optionalAmount })
    .nullish()
    .transform((method) => method ?? undefined),
})

export type KlarnaPlacedOrder = z.output<typeof placedOrderSchema>
