import type { LineSubscription } from "./line-subscription"

/** An item as it was sold, to be sold again. Amounts are Medusa's decimals, major units. */
export type SoldItem = {
  variant_id: string | null
  product_id: string | null
  title: string
  quantity: number
  unit_price: string
  is_tax_inclusive: boolean
  requires_shipping: boolean
  subscription: LineSubscription
  /** What Medusa copied from product and variant, and the shop's own metadata. */
  details: Record<string, unknown>
}

export type SoldShipping = {
  name: string
  shipping_option_id: string | null
  amount: string
  is_tax_inclusive: boolean
  data: Record<string, unknown> | null
}

/** What every renewal of a subscription consists of. */
export type SubscriptionLines = { items: SoldItem[]; shipping_methods: SoldShipping[] }

export type SoldSubscription = LineSubscription & { lines: SubscriptionLines }

/**
 * Divides an order into what is renewed together: same name, same rhythm. Delivery is paid again, as it was sold, where
 * there is something to deliver; discounts belong to the first order alone.
 *
 * @param items those of the order that are subscriptions
 */
export function toSubscriptions(
  items: readonly SoldItem[],
  shippingMethods: readonly SoldShipping[]
): SoldSubscription[] {
  const groups = new Map<string, SoldSubscription>()
  for (const item of items) {
    const { name, interval, interval_count } = item.subscription
    const key = JSON.stringify([name, interval, interval_count])
    const group = groups.get(key) ?? {
      name,
      interval,
      interval_count,
      lines: { items: [], shipping_methods: [] },
    }
    group.lines.items.push(item)
    groups.set(key, group)
  }
  for (const { lines } of groups.values()) {
    if (lines.items.some(({ requires_shipping }) => requires_shipping)) {
      lines.shipping_methods.push(...shippingMethods)
    }
  }
  return [...groups.values()]
}
