import type { BigNumberInput } from "@medusajs/framework/types"
import {
  toSubscriptions,
  type SoldItem,
  type SoldShipping,
  type SoldSubscription,
} from "../domain/subscription-sale"
import { toDecimal } from "./decimal"
import { isPresent } from "./is-present"
import type { Query } from "./read-purchase-source"
import { readSubscription } from "./read-subscription"

/** What Medusa copies from product and variant when something is sold. The next order shows the same. */
const DETAILS = [
  "subtitle",
  "thumbnail",
  "product_title",
  "product_description",
  "product_subtitle",
  "product_type",
  "product_type_id",
  "product_collection",
  "product_handle",
  "variant_sku",
  "variant_barcode",
  "variant_title",
  "variant_option_values",
  "is_giftcard",
  "metadata",
] as const

type ItemRecord = Record<(typeof DETAILS)[number], unknown> & {
  id: string
  variant_id?: string | null
  product_id?: string | null
  title: string
  quantity: BigNumberInput
  unit_price: BigNumberInput
  raw_unit_price?: BigNumberInput
  is_tax_inclusive?: boolean
  requires_shipping?: boolean
  metadata?: Record<string, unknown> | null
}

type ShippingRecord = {
  id: string
  name: string
  shipping_option_id?: string | null
  amount: BigNumberInput
  raw_amount?: BigNumberInput
  is_tax_inclusive?: boolean
  data?: Record<string, unknown> | null
}

type OrderRecord = { items?: (ItemRecord | null)[]; shipping_methods?: (ShippingRecord | null)[] }

/** The subscriptions that an order holds, as they are to be renewed. */
export async function readSoldSubscriptions(query: Query, orderId: string): Promise<SoldSubscription[]> {
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "items.*", "shipping_methods.*"],
    filters: { id: orderId },
  })
  const { items = [], shipping_methods = [] } = (data[0] ?? {}) as OrderRecord
  return toSubscriptions(sorted(items).flatMap(toSoldItem), sorted(shipping_methods).map(toSoldShipping))
}

const sorted = <Entry extends { id: string }>(entries: (Entry | null)[]): Entry[] =>
  entries.filter(isPresent).sort((a, b) => (a.id < b.id ? -1 : 1))

function toSoldItem(item: ItemRecord): SoldItem[] {
  const { subscription } = readSubscription(item.metadata)
  if (!subscription) return []
  return [
    {
      variant_id: item.variant_id ?? null,
      product_id: item.product_id ?? null,
      title: item.title,
      quantity: Number(toDecimal(item.quantity)),
      unit_price: toDecimal(item.raw_unit_price ?? item.unit_price),
      is_tax_inclusive: item.is_tax_inclusive ?? false,
      requires_shipping: item.requires_shipping ?? true,
      subscription,
      details: Object.fromEntries(DETAILS.filter((key) => item[key] != null).map((key) => [key, item[key]])),
    },
  ]
}

const toSoldShipping = (method: ShippingRecord): SoldShipping => ({
  name: method.name,
  shipping_option_id: method.shipping_option_id ?? null,
  amount: toDecimal(method.raw_amount ?? method.amount),
  is_tax_inclusive: method.is_tax_inclusive ?? false,
  data: method.data ?? null,
})
