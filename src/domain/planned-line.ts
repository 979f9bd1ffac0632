import type { KlarnaOrderLine } from "./klarna-order-draft"
import { spreadOverQuantity, taxWithin } from "./line-arithmetic"
import type { Market } from "./markets"
import { type MinorUnits, subtractDecimals, sumDecimals, toMinorUnits } from "./money"
import type { Decimal, SourceTotals } from "./purchase-source"

/** A line whose total is still exact: rounding is settled for all lines together, in `reconcile`. */
export type PlannedLine = {
  /** Medusa's id of the item, shipping method or credit line. */
  sourceId: string
  /** How many, as Medusa counts them; "2.5" of something is sent to Klarna as one. */
  quantity: Decimal
  /** What the line adds to the order, in major units. */
  exactTotal: Decimal
  /** Medusa's tax on it, in major units. */
  exactTax: Decimal
  text: LineText
  toLine: (total: MinorUnits) => KlarnaOrderLine
}

/** What Klarna shows of a line, without its amounts. */
export type LineText = Pick<
  KlarnaOrderLine,
  "type" | "reference" | "name" | "image_url" | "product_url" | "subscription"
>

type Taxed = {
  sourceId: string
  /** As Medusa counts. */
  quantity: Decimal
  /** As Klarna counts. */
  pieces: number
  totals: SourceTotals
  text: LineText
}

/**
 * Plans the line of something that carries tax. Discounts stay on the line that they reduce.
 *
 * In the US the line is net with rate 0, its tax goes into the `sales_tax` line. Elsewhere the line includes
 * its tax, and the tax follows from total and rate by Klarna's formula: Medusa's own tax is not sent, because
 * it is computed on the unrounded rate and amount.
 */
export function planTaxedLine(
  { sourceId, quantity, pieces, totals, text }: Taxed,
  market: Market,
  exponent: number
) {
  const net = market.taxOnSeparateLine
  const before = toMinorUnits(net ? totals.subtotal : totals.originalTotal, exponent)
  const tax_rate = net ? 0 : toTaxRate(totals.taxRates)
  return {
    sourceId,
    quantity,
    exactTotal: net ? subtractDecimals(totals.total, totals.taxTotal) : totals.total,
    exactTax: totals.taxTotal,
    text,
    toLine: (total) => ({
      ...text,
      ...spreadOverQuantity(total, pieces, before),
      tax_rate,
      total_tax_amount: taxWithin(total, tax_rate),
    }),
  } satisfies PlannedLine
}

/** Plans a line of one piece without tax: credits, the US sales tax, a rounding difference. */
export function planUntaxedLine(sourceId: string, exactTotal: Decimal, text: LineText): PlannedLine {
  return {
    sourceId,
    quantity: "1",
    exactTotal,
    exactTax: "0",
    text,
    toLine: (total) => ({
      ...text,
      ...spreadOverQuantity(total, 1),
      tax_rate: 0,
      total_tax_amount: 0 as MinorUnits,
    }),
  }
}

/** Percent of all tax lines to Klarna's hundredths of a percent: "6.625" is 663. Rounded once, after adding. */
export function toTaxRate(percents: readonly Decimal[]): number {
  return toMinorUnits(sumDecimals(percents), 2)
}
