import { z } from "@medusajs/framework/zod"
import { amount, list, optionalAmount, orderLine, text } from "./fields"

const capture = z.looseObject({
  capture_id: z.string().min(1),
  captured_amount: amount,
  captured_at: text,
  refunded_amount: optionalAmount,
  /** What we sent: the id of the ledger's operation. */
  reference: text,
  klarna_reference: text,
  order_lines: list(orderLine),
  shipping_info: list(z.looseObject({ tracking_number: text })),
})

const refund = z.looseObject({
  refund_id: text,
  refunded_amount: amount,
  refunded_at: text,
  reference: text,
  /** What the shopper was told. */
  description: text,
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

export type KlarnaCapture = z.output<typeof capture>
export type KlarnaRefund = z.output<typeof refund>
export type KlarnaManagedOrder = z.output<typeof managedOrderSchema>
