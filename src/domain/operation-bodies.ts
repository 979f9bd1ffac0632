import type { KlarnaOrderLine } from "./klarna-order-draft"
import { cutText } from "./limits"
import type { MinorUnits } from "./money"
import type { PlannedPart } from "./plan-part"
import type { ShippingInfo } from "./shipping-info"

const DESCRIPTION = 255

/** Left out where there is nothing to say. `description` is shown to the shopper. */
type Said = { description?: string | null; shipping_info?: readonly ShippingInfo[] }

/**
 * Body of a capture. `reference` is how it is found again when Klarna's answer is lost.
 *
 * @see Klarna Order Management `POST /captures`
 */
export const captureBody = (
  operationId: string,
  { amount, order_lines }: Pick<PlannedPart, "amount" | "order_lines">,
  { description, shipping_info = [] }: Said = {}
): string =>
  JSON.stringify({
    captured_amount: amount,
    reference: operationId,
    ...described(description),
    order_lines,
    ...(shipping_info.length ? { shipping_info } : {}),
  })

/**
 * Body of a refund. The lines let Klarna allocate it to the right capture.
 *
 * @see Klarna Order Management `POST /refunds`
 */
export const refundBody = (
  operationId: string,
  { amount, order_lines }: Pick<PlannedPart, "amount" | "order_lines">,
  { description }: Pick<Said, "description"> = {}
): string =>
  JSON.stringify({
    refunded_amount: amount,
    reference: operationId,
    ...described(description),
    order_lines,
  })

const described = (description: string | null | undefined) =>
  description ? { description: cutText(description, DESCRIPTION) } : {}

/** A line as Klarna tells it: defaults filled in, empty texts for what was left out, or fields missing. */
type ReadLine = {
  type?: string | null
  reference?: string | null
  name?: string | null
  quantity: number
  unit_price: number
  tax_rate?: number | null
  total_amount: number
  total_tax_amount?: number | null
  total_discount_amount?: number | null
}

/** The lines that the buyer paid for, in the form in which they are sent, without what Klarna adds to them. */
export const toSentLines = (lines: readonly ReadLine[]): KlarnaOrderLine[] =>
  lines.map((line) => ({
    type: (line.type || "physical") as KlarnaOrderLine["type"],
    ...(line.reference ? { reference: line.reference } : {}),
    name: line.name || line.reference || "Item",
    quantity: line.quantity,
    unit_price: line.unit_price as MinorUnits,
    tax_rate: line.tax_rate ?? 0,
    total_amount: line.total_amount as MinorUnits,
    total_tax_amount: (line.total_tax_amount ?? 0) as MinorUnits,
    total_discount_amount: (line.total_discount_amount ?? 0) as MinorUnits,
  }))
