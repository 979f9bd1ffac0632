import type { LineBalance, PartItem } from "./line-balance"
import { compareDecimals, subtractDecimals } from "./money"
import type { Decimal } from "./purchase-source"

/** What has become of an item of Medusa's order: pieces, without those of cancelled fulfilments. */
export type FulfilledItem = { id: string; fulfilled: Decimal; shipped: Decimal; requiresShipping: boolean }

/**
 * What a shop that captures on fulfilment or shipment still has to capture: what has left, less what captures have
 * named before. So it does not matter how often, or in which order, anybody asks.
 *
 * What needs no shipping counts as shipped when it is fulfilled: nothing comes after.
 */
export function itemsToCapture(
  policy: "on_fulfillment" | "on_shipment",
  items: readonly FulfilledItem[],
  lines: readonly LineBalance[]
): PartItem[] {
  return items.flatMap((item) => {
    const line = lines.find(({ mapped }) => mapped.sourceId === item.id)
    if (!line) return []
    const gone = policy === "on_shipment" && item.requiresShipping ? item.shipped : item.fulfilled
    const quantity = smaller(subtractDecimals(gone, line.captured), line.capturable)
    return compareDecimals(quantity, "0") > 0 ? [{ id: item.id, quantity }] : []
  })
}

const smaller = (one: Decimal, other: Decimal): Decimal => (compareDecimals(one, other) < 0 ? one : other)
