import { z } from "@medusajs/framework/zod"
import { amount, list, optionalAddress, orderLine, text } from "./fields"

/** Order of Klarna Checkout. Amounts in minor units; country and currency in any case; times ISO 8601. */
export const checkoutOrderSchema = z.looseObject({
  order_id: z.string().min(1),
  /** `checkout_incomplete` or `checkout_complete`; compare without case. What abort leaves is undocumented. */
  status: z.string(),
  purchase_country: z.string(),
  purchase_currency: z.string(),
  locale: text,
  order_amount: amount,
  order_tax_amount: amount,
  order_lines: list(orderLine),
  billing_address: optionalAddress,
  shipping_address: optionalAddress,
  merchant_reference1: text,
  merchant_reference2: text,
  started_at: text,
  completed_at: text,
  last_modified_at: text,
})

export type KlarnaCheckoutOrder = z.output<typeof checkoutOrderSchema>
