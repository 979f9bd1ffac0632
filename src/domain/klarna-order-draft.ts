import type { KlarnaAddress } from "./addresses"
import type { LineSubscription } from "./line-subscription"
import type { MinorUnits } from "./money"

export type KlarnaOrderLineType =
  | "physical"
  | "digital"
  | "shipping_fee"
  | "discount"
  | "surcharge"
  | "store_credit"
  | "gift_card"
  | "sales_tax"
  /** In refunds only. */
  | "return_fee"

/** A line as it goes over the wire. Amounts in minor units, with tax except in the US. */
export type KlarnaOrderLine = {
  type: KlarnaOrderLineType
  reference?: string
  name: string
  quantity: number
  /** Before discount. */
  unit_price: MinorUnits
  /** Hundredths of a percent: 2500 is 25 %. */
  tax_rate: number
  /** `quantity * unit_price - total_discount_amount`. */
  total_amount: MinorUnits
  total_tax_amount: MinorUnits
  total_discount_amount: MinorUnits
  image_url?: string
  product_url?: string
  /** In Klarna Payments only. */
  subscription?: LineSubscription
}

/** What is bought, in Klarna's words: the part of a Klarna order that comes from the cart. */
export type KlarnaOrderDraft = {
  purchase_country: string
  purchase_currency: string
  locale: string
  order_amount: MinorUnits
  order_tax_amount: MinorUnits
  order_lines: KlarnaOrderLine[]
  billing_address?: KlarnaAddress
  shipping_address?: KlarnaAddress
}
