import type { BigNumberInput } from "@medusajs/framework/types"
import type { PartItem } from "../domain/line-balance"
import { compareDecimals } from "../domain/money"
import { toDecimal } from "./decimal"
import type { Query } from "./read-purchase-source"

type ReturnRecord = {
  canceled_at?: unknown
  items?: ({ item_id: string; received_quantity?: BigNumberInput } | null)[] | null
}
type ClaimRecord = {
  type: string
  canceled_at?: unknown
  claim_items?: ({ item_id: string; quantity?: BigNumberInput; is_additional_item?: boolean } | null)[] | null
}

/**
 * What the buyer sent back or complained about, return by return and claim by claim: a refund's amount may be the
 * worth of one of them. Only what was received counts, and only claims that end in money.
 */
export async function readReturnedItems(query: Query, orderId: string): Promise<PartItem[][]> {
  const filters = { order_id: orderId }
  const [returns, claims] = await Promise.all([
    query.graph({
      entity: "return",
      fields: ["id", "canceled_at", "items.item_id", "items.received_quantity"],
      filters,
    }),
    query.graph({
      entity: "order_claim",
      fields: [
        "id",
        "type",
        "canceled_at",
        "claim_items.item_id",
        "claim_items.quantity",
        "claim_items.is_additional_item",
      ],
      filters,
    }),
  ])
  const received = (returns.data as ReturnRecord[])
    .filter(({ canceled_at }) => !canceled_at)
    .map(({ items }) =>
      toItems((items ?? []).map((item) => item && { id: item.item_id, quantity: item.received_quantity }))
    )
  const claimed = (claims.data as ClaimRecord[])
    .filter(({ type, canceled_at }) => type === "refund" && !canceled_at)
    .map(({ claim_items }) =>
      toItems(
        (claim_items ?? []).map(
          (item) => item && !item.is_additional_item && { id: item.item_id, quantity: item.quantity }
        )
      )
    )
  return [...received, ...claimed].filter((items) => items.length > 0)
}

const toItems = (items: (false | null | { id: string; quantity?: BigNumberInput })[]): PartItem[] =>
  items
    .filter((item) => Boolean(item))
    .map((item) => item as { id: string; quantity?: BigNumberInput })
    .map(({ id, quantity }) => ({ id, quantity: toDecimal(quantity) }))
    .filter(({ quantity }) => compareDecimals(quantity, "0") > 0)
