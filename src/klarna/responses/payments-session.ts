import { z } from "@medusajs/framework/zod"
import { amount, list, optionalAddress, optionalAmount, orderLine, text } from "./fields"

const category = z.looseObject({
  /** `klarna`, `pay_later`, `pay_over_time`, ...; the payment page writes them in upper case. */
  identifier: z.string().min(1),
  /** In the language of the session's locale; shown as it is. */
  name: text,
  asset_urls: z
    .looseObject({ descriptive: text, standard: text })
    .nullish()
    .transform((urls) => urls ?? undefined),
})

/** Created session of Klarna Payments. When it expires only a read tells. */
export const createdPaymentsSessionSchema = z.looseObject({
  session_id: z.string().min(1),
  /** For the widget in the shopper's browser; opaque. */
  client_token: z.string().min(1),
  payment_method_categories: list(category),
})

/**
 * Session of Klarna Payments as read. Amounts in minor units; country and currency in any case; times ISO 8601.
 * Who buys is in it after an authorization only.
 */
export const paymentsSessionSchema = z.looseObject({
  /** `incomplete`, or `complete` once an order was placed. */
  status: z.string(),
  /** What the shopper's approval yielded, where Klarna shows it at all. A secret, good for 60 minutes. */
  authorization_token: text,
  client_token: text,
  expires_at: text,
  purchase_country: z.string(),
  purchase_currency: z.string(),
  locale: text,
  intent: text,
  order_amount: amount,
  order_tax_amount: optionalAmount,
  order_lines: list(orderLine),
  billing_address: optionalAddress,
  shipping_address: optionalAddress,
  merchant_reference1: text,
  merchant_reference2: text,
  payment_method_categories: list(category),
})

export type KlarnaPaymentMethodCategory = z.output<typeof category>
export type KlarnaCreatedPaymentsSession = z.output<typeof createdPaymentsSessionSchema>
export type KlarnaPaymentsSession = z.output<typeof paymentsSessionSchema>
