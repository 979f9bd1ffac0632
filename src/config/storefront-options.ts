import { z } from "@medusajs/framework/zod"
import { publicUrl } from "./option-fields"

/** What a storefront address may contain; filled in by `config/fill-template.ts`. */
export const TEMPLATE_FIELDS = [
  "order_id",
  "cart_id",
  "payment_session_id",
  "payment_collection_id",
  "country",
  "locale",
] as const

const urlTemplate = publicUrl.refine(
  (value) =>
    [...value.matchAll(/\{([^}]*)\}/g)].every(([, field]) =>
      (TEMPLATE_FIELDS as readonly string[]).includes(field ?? "")
    ),
  `may only contain the placeholders ${TEMPLATE_FIELDS.map((field) => `{${field}}`).join(", ")}`
)

export const storefrontUrls = z.strictObject({
  /** After payment, when the order is placed. */
  success: urlTemplate,
  /** After payment, when the order is not placed yet. */
  pending: urlTemplate,
  /** The buyer stepped back; the page can be opened again. */
  back: urlTemplate,
  /** The buyer cancelled. In e-commerce a cancel counts as back. */
  cancel: urlTemplate,
  /** Klarna declined. */
  failure: urlTemplate,
  /** A technical error at Klarna. */
  error: urlTemplate,
  /** Where the buyer of a payment link goes instead, whatever came of it: a page that asks where the payment stands. */
  paymentCollection: urlTemplate.optional(),
  /** The shop's terms, shown on the page. */
  terms: publicUrl,
  /** The shop's checkout page. */
  checkout: urlTemplate,
})

export type StorefrontUrls = z.output<typeof storefrontUrls>
