import type { KlarnaOrderLine } from "../../domain/klarna-order"
import type { MinorUnits } from "../../domain/money"
import { toPartLines } from "../../domain/part-lines"
import type { KlarnaCheckoutOrder } from "../../klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/**
 * Body of a capture. `reference` is how it is found again when Klarna's answer is lost.
 *
 * @see Klarna Order Management `POST /captures`
 */
export const captureBody = (operationId: string, amount: MinorUnits, purchase: PurchaseRow): string =>
  JSON.stringify({
    captured_amount: amount,
    reference: operationId,
    order_lines: toPartLines(linesOf(purchase), amount),
  })

/**
 * Body of a refund. The lines let Klarna allocate it to the right capture.
 *
 * @param note staff's own words, shown to the shopper by Klarna; at most 255 characters
 * @see Klarna Order Management `POST /refunds`
 */
export const refundBody = (
  operationId: string,
  amount: MinorUnits,
  purchase: PurchaseRow,
  note?: string
): string =>
  JSON.stringify({
    refunded_amount: amount,
    reference: operationId,
    ...(note ? { description: [...note].slice(0, 255).join("") } : {}),
    order_lines: toPartLines(linesOf(purchase), amount, "Refund"),
  })

/** The lines that the buyer paid for, without what Klarna adds to them. */
function linesOf(purchase: PurchaseRow): KlarnaOrderLine[] {
  const { order_lines } = purchase.snapshot as KlarnaCheckoutOrder
  return order_lines.map((line) => ({
    type: (line.type ?? "physical") as KlarnaOrderLine["type"],
    ...(line.reference ? { reference: line.reference } : {}),
    name: line.name ?? line.reference ?? "Item",
    quantity: line.quantity,
    unit_price: line.unit_price as MinorUnits,
    tax_rate: line.tax_rate ?? 0,
    total_amount: line.total_amount as MinorUnits,
    total_tax_amount: (line.total_tax_amount ?? 0) as MinorUnits,
    total_discount_amount: (line.total_discount_amount ?? 0) as MinorUnits,
  }))
}
