import type { LineBalance, PartItem, TakenPart } from "./line-balance"
import { compareDecimals, subtractDecimals, sumDecimals } from "./money"
import type { Decimal } from "./purchase-source"
import type { MappedLine } from "./reconcile"

/** What has become of an item of Medusa's order: pieces, without those of cancelled fulfilments. */
export type FulfilledItem = {
  id: string
  fulfilled: Decimal
  shipped: Decimal
  /** Pieces of a return, whether they have arrived or are awaited. */
  returned: Decimal
  requiresShipping: boolean
}

/** When goods have to be captured. */
export type GoodsPolicy = "on_fulfillment" | "on_shipment"

/**
 * What a shop that captures on fulfilment or shipment still has to capture: what has left, less what captures have
 * named before. So it does not matter how often, or in which order, anybody asks.
 *
 * What needs no shipping counts as shipped when it is fulfilled: nothing comes after.
 */
export function itemsToCapture(
  policy: GoodsPolicy,
  items: readonly FulfilledItem[],
  lines: readonly LineBalance[]
): PartItem[] {
  return items.flatMap((item) => {
    const line = lines.find(({ mapped }) => mapped.sourceId === item.id)
    if (!line) return []
    const quantity = smaller(subtractDecimals(goneOf(policy, item), line.captured), line.capturable)
    return compareDecimals(quantity, "0") > 0 ? [{ id: item.id, quantity }] : []
  })
}

/**
 * Items that have left and that a Klarna order can name in no capture: it stands for an amount without its goods, as
 * while an exchange awaits what comes back, or as the difference after a change.
 *
 * @returns Medusa's ids, without those that a capture has named before and what comes back of them
 */
export function itemsWithoutLine(
  policy: GoodsPolicy,
  items: readonly FulfilledItem[],
  lines: readonly MappedLine[],
  parts: readonly TakenPart[]
): string[] {
  const captured = parts.flatMap((part) => (part.kind === "capture" ? (part.items ?? []) : []))
  return items
    .filter(({ id }) => !lines.some(({ sourceId }) => sourceId === id))
    .filter((item) => {
      const settled = captured.filter(({ id }) => id === item.id).map(({ quantity }) => quantity)
      return compareDecimals(goneOf(policy, item), sumDecimals([item.returned, ...settled])) > 0
    })
    .map(({ id }) => id)
}

const goneOf = (policy: GoodsPolicy, item: FulfilledItem): Decimal =>
  policy === "on_shipment" && item.requiresShipping ? item.shipped : item.fulfilled

const smaller = (one: Decimal, other: Decimal): Decimal => (compareDecimals(one, other) < 0 ? one : other)
