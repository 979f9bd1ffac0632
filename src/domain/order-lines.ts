import { planCreditLines } from "./credit-lines"
import { currencyExponent } from "./currencies"
import { planItemLines } from "./item-lines"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import type { Market } from "./markets"
import { compareDecimals, sumDecimals } from "./money"
import { planUntaxedLine, type PlannedLine } from "./planned-line"
import type { PurchaseSource } from "./purchase-source"
import { type MappedLine, reconcile } from "./reconcile"
import { planShippingLines } from "./shipping-lines"

/**
 * Klarna's lines of a cart or order: items, shipping, credits, and in the US the sales tax. They add up to the
 * rounded total, see `reconcile`.
 *
 * @throws {KlarnaMappingError} `amount_malformed`, `currency_unknown`, `quantity_invalid`, `lines_do_not_add_up`
 */
export function toOrderLines(source: PurchaseSource, market: Market): KlarnaOrderLine[] {
  return mapOrderLines(source, market).map(({ line }) => line)
}

/** As `toOrderLines`, with the Medusa row of each line: what `toItemLines` picks from. */
export function mapOrderLines(source: PurchaseSource, market: Market): MappedLine[] {
  const exponent = currencyExponent(market.currency)
  const goods = [
    ...planItemLines(source.items, market, exponent),
    ...planShippingLines(source.shippingMethods, market, exponent),
  ]
  const planned = [
    ...goods,
    ...(market.taxOnSeparateLine ? planSalesTaxLine(goods) : []),
    ...planCreditLines(source.creditLines),
  ]
  return reconcile(planned, source.total, exponent)
}

/** The tax of all net lines as the one line that Klarna wants in the US; none where nothing is taxed. */
function planSalesTaxLine(goods: readonly PlannedLine[]): PlannedLine[] {
  const tax = sumDecimals(goods.map(({ exactTax }) => exactTax))
  return compareDecimals(tax, "0") === 0
    ? []
    : [planUntaxedLine("sales_tax", tax, { type: "sales_tax", reference: "sales_tax", name: "Sales tax" })]
}
