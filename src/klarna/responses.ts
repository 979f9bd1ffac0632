import { z } from "@medusajs/framework/zod"
import { KlarnaUnreachableError } from "./errors"
import type { KlarnaResponse } from "./transport"

/**
 * What we rely on in Klarna's answers. Fields that we do not read pass through; absent and null are the same.
 * Statuses are plain strings here: they are mapped exhaustively, and with their unknown values, in `domain`.
 */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)

const amount = z.number().int()

const optionalAmount = amount.nullish().transform((value) => value ?? undefined)

/** Klarna's `address`; what is not known is absent or empty. */
const address = z.looseObject({
  given_name: text,
  family_name: text,
  organization_name: text,
  attention: text,
  care_of: text,
  title: text,
  email: text,
  phone: text,
  street_address: text,
  street_address2: text,
  street_name: text,
  street_number: text,
  house_extension: text,
  postal_code: text,
  city: text,
  region: text,
  country: text,
})

const optionalAddress = address.nullish().transform((value) => value ?? undefined)

/** Tax fields are required by Klarna Checkout; Order Management and Klarna Payments may leave them out. */
const orderLine = z.looseObject({
  type: text,
  reference: text,
  name: text,
  quantity: z.number(),
  unit_price: amount,
  tax_rate: optionalAmount,
  total_amount: amount,
  total_discount_amount: optionalAmount,
  total_tax_amount: optionalAmount,
})

const list = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(entry)
    .nullish()
    .transform((value) => value ?? [])

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

/** Created session of the Hosted Payment Page. All but the id are optional by Klarna's description. */
export const createdPageSchema = z.looseObject({
  session_id: z.string().min(1),
  session_url: text,
  redirect_url: text,
  qr_code_url: text,
  distribution_url: text,
  expires_at: text,
})

/** Session of the Hosted Payment Page as read. It knows no amount: the payment alone decides about money. */
export const pageSchema = z.looseObject({
  session_id: z.string().min(1),
  status: z.string(),
  updated_at: text,
  expires_at: text,
  /** The Klarna order, once `COMPLETED`. */
  order_id: text,
  klarna_reference: text,
})

const capture = z.looseObject({
  capture_id: z.string().min(1),
  captured_amount: amount,
  captured_at: text,
  refunded_amount: optionalAmount,
  /** What we sent: the id of the ledger's operation. */
  reference: text,
  klarna_reference: text,
  order_lines: list(orderLine),
})

const refund = z.looseObject({
  refund_id: text,
  refunded_amount: amount,
  refunded_at: text,
  reference: text,
  order_lines: list(orderLine),
})

/** Order of Order Management. It has neither `order_tax_amount` nor `merchant_urls`. */
export const managedOrderSchema = z.looseObject({
  order_id: z.string().min(1),
  /** Decide by the amounts, not by this: `CAPTURED` and `CLOSED` overlap. */
  status: z.string(),
  fraud_status: text,
  order_amount: amount,
  original_order_amount: optionalAmount,
  captured_amount: amount,
  refunded_amount: amount,
  remaining_authorized_amount: amount,
  purchase_currency: text,
  purchase_country: text,
  merchant_reference1: text,
  merchant_reference2: text,
  klarna_reference: text,
  created_at: text,
  expires_at: text,
  order_lines: list(orderLine),
  captures: list(capture),
  refunds: list(refund),
})

export const capturesSchema = z.array(capture)

export type KlarnaAddress = z.output<typeof address>
export type KlarnaOrderLine = z.output<typeof orderLine>
export type KlarnaCheckoutOrder = z.output<typeof checkoutOrderSchema>
export type KlarnaCreatedPage = z.output<typeof createdPageSchema>
export type KlarnaPage = z.output<typeof pageSchema>
export type KlarnaCapture = z.output<typeof capture>
export type KlarnaRefund = z.output<typeof refund>
export type KlarnaManagedOrder = z.output<typeof managedOrderSchema>

/**
 * @throws {KlarnaUnreachableError} `unreadable_answer` when Klarna's success lacks what we rely on; the
 *   cause names fields, never values
 */
export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  operation: string,
  { body, status, correlationId }: KlarnaResponse
): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new KlarnaUnreachableError(operation, "unreadable_answer", {
    cause: parsed.error,
    status,
    correlationId,
  })
}
