/**
 * Which amounts a shopper sees. Where prices include tax (Europe) every row includes it and tax is only
 * mentioned; where they do not (US) rows are without tax, and tax is a row of its own. Medusa's totals carry
 * more decimals than the currency has; they are rounded when formatted, never summed again here.
 */
export interface Totals {
  readonly total: number
  readonly tax_total: number
  readonly discount_total: number
  readonly discount_tax_total: number
  readonly original_item_total: number
  readonly original_item_subtotal: number
  readonly original_shipping_total: number
  readonly original_shipping_subtotal: number
  /** The store API answers it; its types do not know it. */
  readonly credit_line_total?: number
}

interface Line {
  readonly is_tax_inclusive: boolean
  readonly total?: number
  readonly tax_total?: number
  readonly original_total?: number
  readonly original_tax_total?: number
}

export const pricesIncludeTax = (lines: readonly Pick<Line, "is_tax_inclusive">[]) =>
  lines.every(({ is_tax_inclusive }) => is_tax_inclusive)

export function shownTotals(totals: Totals, taxIncluded: boolean) {
  return {
    items: taxIncluded ? totals.original_item_total : totals.original_item_subtotal,
    shipping: taxIncluded ? totals.original_shipping_total : totals.original_shipping_subtotal,
    discount: taxIncluded ? totals.discount_total : totals.discount_total - totals.discount_tax_total,
    credit: totals.credit_line_total ?? 0,
    tax: totals.tax_total,
    total: totals.total,
  }
}

/** What a line costs now, and what it cost before discounts. */
export function shownLine(line: Line) {
  const { is_tax_inclusive, total = 0, tax_total = 0, original_total = 0, original_tax_total = 0 } = line
  return is_tax_inclusive
    ? { now: total, before: original_total }
    : { now: total - tax_total, before: original_total - original_tax_total }
}
