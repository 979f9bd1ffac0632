import type { BigNumberInput } from "@medusajs/framework/types"
import type { Decimal } from "../domain/purchase-source"
import { compareDecimals } from "../domain/money"
import { toDecimal } from "./decimal"
import { isPresent } from "./is-present"
import type { Query } from "./read-purchase-source"
import { readOutstanding, type Outstanding } from "./read-outstanding"

/** A payment collection of an order, as it is now. */
export type OrderCollection = {
  id: string
  /** What is to be paid: what it asks for, and never more than the order owes. Major units. */
  amount: Decimal
  /** What it asks for. Major units. */
  collected: Decimal
  status: string
  /** Whether the order owes anything at all. */
  owes: boolean
  order: Outstanding
  sessions: { id: string; provider_id: string; status: string }[]
}

type Amount = BigNumberInput | null | undefined
type CollectionRecord = {
  id: string
  amount?: Amount
  raw_amount?: Amount
  status: string
  order?: { id: string } | null
  payment_sessions?: ({ id: string; provider_id: string; status: string } | null)[] | null
}

/** @returns nothing for an unknown collection, and for one that belongs to no order (yet) */
export async function readOrderCollection(query: Query, id: string): Promise<OrderCollection | undefined> {
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: [
      "id",
      "amount",
      "raw_amount",
      "status",
      "order.id",
      "payment_sessions.id",
      "payment_sessions.provider_id",
      "payment_sessions.status",
    ],
    filters: { id },
  })
  const collection = data[0] as CollectionRecord | undefined
  const order = collection?.order && (await readOutstanding(query, collection.order.id))
  if (!collection || !order) return undefined
  const collected = toDecimal(collection.raw_amount ?? collection.amount ?? 0)
  // What was reserved for it counts as paid by then.
  const isOwed = order.unpaid_collections.some((unpaid) => unpaid.id === id)
  const owes = compareDecimals(order.outstanding, "0") > 0
  const isMore = isOwed && owes && compareDecimals(collected, order.outstanding) > 0
  return {
    id: collection.id,
    amount: isMore ? order.outstanding : collected,
    collected,
    status: collection.status,
    owes,
    order,
    sessions: (collection.payment_sessions ?? []).filter(isPresent),
  }
}
