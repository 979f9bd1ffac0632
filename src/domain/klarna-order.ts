import { type KlarnaAddress, toKlarnaAddress } from "./addresses"
import { checkLineCount, checkOrder } from "./check-order"
import { currencyExponent } from "./currencies"
import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderDraft } from "./klarna-order-draft"
import { tidyText } from "./limits"
import { type Market, requireMarket, toKlarnaLocale } from "./markets"
import { type MinorUnits, toMinorUnits } from "./money"
import { toOrderLines } from "./order-lines"
import { taxOfLines } from "./order-rules"
import type { PurchaseSource } from "./purchase-source"
import { decidingAddress, hasContent, isAnonymous, requireKnownBuyer } from "./required-address"

export type { KlarnaOrderDraft, KlarnaOrderLine, KlarnaOrderLineType } from "./klarna-order-draft"

/**
 * What is bought, as a Klarna order: lines, amounts, market, locale and addresses, checked against Klarna's rules.
 * `order_amount` is the source's total to the minor unit; `order_tax_amount` follows from Klarna's formula per
 * line and may differ from Medusa's tax.
 *
 * @param givenMarket instead of the one of the shipping address (else billing address) and the currency
 * @throws {KlarnaMappingError} `cart_empty`, `email_missing`, `address_missing`, `country_not_sold`,
 *   `currency_not_sold`, `total_negative`, `too_many_lines`, and what `toOrderLines` and `checkOrder` throw
 */
export function toKlarnaOrder(source: PurchaseSource, givenMarket?: Market): KlarnaOrderDraft {
  requireItems(source)
  const market = givenMarket ?? marketOf(source)
  // Who may buy without saying who they are, the caller knows: see `requireKnownBuyer`.
  const anonymous = isAnonymous(source)
  if (!anonymous) requireKnownBuyer(source, market)
  const order_amount = requireTotal(source, market)
  // Before the lines are made: a cart of ten thousand lines is refused without the work.
  checkLineCount(source.items.length)

  const order_lines = toOrderLines(source, market)
  const draft: KlarnaOrderDraft = {
    purchase_country: market.country,
    purchase_currency: market.currency,
    locale: toKlarnaLocale(source.locale, market),
    order_amount,
    order_tax_amount: taxOfLines(order_lines, market.taxOnSeparateLine),
    order_lines,
    ...(anonymous ? {} : toAddresses(source)),
  }
  checkOrder(draft, market)
  return draft
}

/**
 * The market a purchase belongs to, by the country of its shipping address (else billing address) and its currency.
 *
 * @throws {KlarnaMappingError} `address_missing`, `country_not_sold`, `currency_not_sold`
 */
export function marketOf(source: PurchaseSource): Market {
  const { address, field } = decidingAddress(source)
  const country = tidyText(address.countryCode)
  if (!country) {
    throw new KlarnaMappingError("address_missing", `${field}.country_code is missing`, {
      field: `${field}.country_code`,
    })
  }
  return requireMarket(country, source.currencyCode)
}

function requireItems({ kind, id, items, shippingMethods }: PurchaseSource): void {
  // An order whose goods all came back can still be owed its shipping.
  if (items.length === 0 && (kind === "cart" || shippingMethods.length === 0)) {
    throw new KlarnaMappingError("cart_empty", `There is nothing to buy in ${kind} ${id}`, { field: "items" })
  }
}

function requireTotal({ total, kind, id }: PurchaseSource, market: Market): MinorUnits {
  const amount = toMinorUnits(total, currencyExponent(market.currency))
  if (amount < 0) {
    throw new KlarnaMappingError("total_negative", `The total of ${kind} ${id} is negative: ${total}`, {
      field: "total",
      expected: ">= 0",
      actual: amount,
    })
  }
  return amount
}

/** Klarna bills somebody in any case: without a billing address that is who the goods go to. */
function toAddresses({ billingAddress, shippingAddress, email }: PurchaseSource) {
  const shipping = hasContent(shippingAddress) ? toKlarnaAddress(shippingAddress, email) : undefined
  const billing = hasContent(billingAddress) ? toKlarnaAddress(billingAddress, email) : shipping
  const addresses: Partial<Record<"billing_address" | "shipping_address", KlarnaAddress>> = {}
  if (billing) {
    addresses.billing_address = billing
  }
  if (shipping) {
    addresses.shipping_address = shipping
  }
  return addresses
}
