import { z } from "@medusajs/framework/zod"
import { SHIPPING_INFO_LIMITS, SHIPPING_METHODS } from "../../../../../../domain/shipping-info"
import { amount, items } from "../../money-fields"

const text = z.string().trim().min(1).max(SHIPPING_INFO_LIMITS.text)
const uri = z.url().max(SHIPPING_INFO_LIMITS.uri)

/** @see Klarna Order Management `shipping_info` */
export const shippingInfoSchema = z
  .array(
    z.strictObject({
      shipping_company: text.optional(),
      shipping_method: z.enum(SHIPPING_METHODS).optional(),
      tracking_number: text.optional(),
      tracking_uri: uri.optional(),
      return_shipping_company: text.optional(),
      return_tracking_number: text.optional(),
      return_tracking_uri: uri.optional(),
    })
  )
  .min(1)
  .max(SHIPPING_INFO_LIMITS.entries)

/** Amounts in major units. Neither `amount` nor `items`: everything that remains. */
export const captureSchema = z
  .strictObject({
    amount: amount.optional(),
    items: items.optional(),
    /** Shipping that is not captured yet goes with the items. */
    include_shipping: z.boolean().optional(),
    shipping_info: shippingInfoSchema.optional(),
    /** Shown to the shopper. */
    description: z.string().trim().min(1).max(255).optional(),
  })
  .refine(({ amount: given, items: named }) => given === undefined || named === undefined, {
    path: ["amount"],
    message: "amount: an amount or items, not both",
  })
  .refine(({ items: named, include_shipping }) => include_shipping === undefined || named !== undefined, {
    path: ["include_shipping"],
    message: "include_shipping: goes with items",
  })

export type CaptureBody = z.output<typeof captureSchema>
