import { z } from "@medusajs/framework/zod"
import { countryCode } from "./option-fields"
import { paymentsContradictions } from "./payments-contradictions"

const paymentsChoices = {
  /** Klarna's hosted page, or the widget on the shop's own page. */
  presentation: z.enum(["hosted_page", "widget"]),
  /** On the hosted page, who places the order: `NONE` we do, `PLACE_ORDER` and `CAPTURE_ORDER` the page does. */
  placeOrderMode: z.enum(["NONE", "PLACE_ORDER", "CAPTURE_ORDER"]),
  /** Klarna captures an order that we place at once. By agreement only: digital goods, vouchers, events. */
  autoCapture: z.boolean(),
  /** Ways to pay that the hosted page offers; Klarna decides when none are named. */
  paymentMethodCategories: z
    .array(
      z.enum(["KLARNA", "PAY_LATER", "PAY_NOW", "PAY_OVER_TIME", "DIRECT_BANK_TRANSFER", "DIRECT_DEBIT"])
    )
    .min(1)
    .optional(),
}

/** Where something else holds than elsewhere; all that is named must fit, and the first fitting rule counts. */
const paymentsRule = z
  .strictObject({
    account: z.string().optional(),
    /** A sales channel's id or name. */
    salesChannel: z.string().min(1).optional(),
    channel: z.enum(["ecommerce", "in_store", "telesales"]).optional(),
    country: countryCode.optional(),
    ...z.object(paymentsChoices).partial().shape,
  })
  .refine(
    (rule) => rule.account || rule.salesChannel || rule.channel || rule.country,
    "must say where it holds: account, salesChannel, channel or country"
  )

export const paymentsSchema = z
  .strictObject({
    presentation: paymentsChoices.presentation.default("hosted_page"),
    placeOrderMode: paymentsChoices.placeOrderMode.default("PLACE_ORDER"),
    autoCapture: paymentsChoices.autoCapture.default(false),
    paymentMethodCategories: paymentsChoices.paymentMethodCategories,
    rules: z.array(paymentsRule).default([]),
  })
  .superRefine((payments, context) => {
    for (const { path, message } of paymentsContradictions(payments)) {
      context.addIssue({ code: "custom", path, message })
    }
  })

export type PaymentsOptions = z.output<typeof paymentsSchema>

/** All that can be chosen about Klarna Payments, when nothing is. */
export const defaultPayments = (): PaymentsOptions => paymentsSchema.parse({})
