import type { LineSubscription } from "./line-subscription"

/**
 * What Medusa says is being bought: a cart, or an order, read on the server and reduced to plain values.
 *
 * Amounts are decimal strings in major units with full precision ("73.5851025"), never floats: whoever
 * reads Medusa turns its big numbers into strings, so that this room runs without Medusa.
 */
export type PurchaseSource = {
  /** Where it was read from. The lines of an order include edits, returns and credit lines. */
  kind: "cart" | "order"
  id: string
  /** Orders: the number that shopper and staff know. */
  displayId?: string
  /** ISO 4217, any case. */
  currencyCode: string
  /** What the buyer owes, with tax, after discounts, credits and gift cards. */
  total: Decimal
  taxTotal: Decimal
  email?: string
  /** Medusa's customer. Of a cart not necessarily somebody who is logged in. */
  customerId?: string
  /** BCP 47 as Medusa keeps it ("sv-SE"), when the cart or order knows one. */
  locale?: string
  items: SourceItem[]
  shippingMethods: SourceShippingMethod[]
  creditLines: SourceCreditLine[]
  salesChannel?: { id: string; name?: string }
  shippingAddress?: SourceAddress
  billingAddress?: SourceAddress
}

/** A plain decimal such as "10.99" or "-3.5": no exponent, no grouping. */
export type Decimal = string

export type SourceItem = SourceTotals & {
  id: string
  /** Medusa's line title; for products the product's title. */
  title: string
  productTitle?: string
  variantTitle?: string
  variantSku?: string
  variantId?: string
  productId?: string
  productHandle?: string
  thumbnail?: string
  /** The product's page in the storefront, when the shop has told us how to build it. */
  productUrl?: string
  quantity: Decimal
  /** Orders: pieces received back or dismissed. Medusa's totals leave them out while `quantity` still counts them. */
  returnedQuantity?: Decimal
  requiresShipping: boolean
  isGiftcard: boolean
  metadata?: Record<string, unknown>
  /** What the item's metadata say about being delivered and paid again and again. */
  subscription?: LineSubscription
  /** Why they do not say it, in a sentence: the item cannot be sold. */
  subscriptionProblem?: string
}

export type SourceShippingMethod = SourceTotals & { id: string; name: string; shippingOptionId?: string }

/** Medusa's computed totals of one item or shipping method (with tax unless named `subtotal`). */
export type SourceTotals = {
  /** With tax, after discount. */
  total: Decimal
  /** With tax, before discount. */
  originalTotal: Decimal
  /** Without tax, before discount. */
  subtotal: Decimal
  /** Tax after discount. */
  taxTotal: Decimal
  /** Tax before discount. */
  originalTaxTotal: Decimal
  /** Discount, with tax. */
  discountTotal: Decimal
  /** Percent of each tax line, e.g. "25" or "6.625". Several lines of one item add up. */
  taxRates: Decimal[]
}

/** Medusa's credit line of a cart or order: what the shop takes off the total, stored positive. */
export type SourceCreditLine = { id: string; amount: Decimal; reference?: string; referenceId?: string }

export type SourceAddress = {
  company?: string
  firstName?: string
  lastName?: string
  address1?: string
  address2?: string
  postalCode?: string
  city?: string
  province?: string
  /** ISO 3166-1 alpha-2, any case. */
  countryCode?: string
  phone?: string
}
