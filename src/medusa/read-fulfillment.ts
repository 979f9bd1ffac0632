import type { BigNumberInput } from "@medusajs/framework/types"
import type { FulfilledItem } from "../domain/items-to-capture"
import { sumDecimals } from "../domain/money"
import { toDecimal } from "./decimal"
import { isPresent } from "./is-present"
import type { Query } from "./read-purchase-source"
import type { ShipmentLabel } from "../domain/shipping-info"

export type Fulfillment = {
  id: string
  orderId: string
  /** Medusa's line items that are in it. */
  itemIds: string[]
  labels: ShipmentLabel[]
  /** Who carries it, as far as Medusa knows: the fulfilment's `metadata.shipping_company`, else the delivery's name. */
  company: string | undefined
}

type FulfillmentRecord = {
  id: string
  canceled_at?: unknown
  metadata?: { shipping_company?: unknown } | null
  labels?: (ShipmentLabel | null)[] | null
  items?: ({ line_item_id?: string | null } | null)[] | null
  shipping_option?: { name?: string | null } | null
}

/** @returns nothing for a fulfilment that is cancelled, or belongs to no order */
export async function readFulfillment(query: Query, fulfillmentId: string): Promise<Fulfillment | undefined> {
  const [fulfillments, links] = await Promise.all([
    query.graph({
      entity: "fulfillment",
      fields: ["id", "canceled_at", "metadata", "labels.*", "items.line_item_id", "shipping_option.name"],
      filters: { id: fulfillmentId },
    }),
    query.graph({
      entity: "order_fulfillment",
      fields: ["order_id"],
      filters: { fulfillment_id: fulfillmentId },
    }),
  ])
  const record = fulfillments.data[0] as FulfillmentRecord | undefined
  const orderId = (links.data[0] as { order_id: string } | undefined)?.order_id
  if (!record || record.canceled_at || !orderId) return undefined
  const company = record.metadata?.shipping_company
  return {
    id: record.id,
    orderId,
    itemIds: (record.items ?? []).flatMap((item) => item?.line_item_id ?? []),
    labels: (record.labels ?? []).filter(isPresent),
    company: typeof company === "string" ? company : (record.shipping_option?.name ?? undefined),
  }
}

type ItemRecord = {
  id: string
  requires_shipping?: boolean
  detail?: Partial<
    Record<
      "fulfilled_quantity" | "shipped_quantity" | "return_requested_quantity" | "return_received_quantity",
      BigNumberInput
    >
  > | null
}

/** How many pieces of each item have been fulfilled and shipped, all fulfilments together. */
export async function readFulfilledItems(query: Query, orderId: string): Promise<FulfilledItem[]> {
  const { data } = await query.graph({
    entity: "order",
    // Field by field: `items.detail.*` says nothing unless `items.*` is asked for as well.
    fields: [
      "id",
      "items.id",
      "items.requires_shipping",
      "items.detail.fulfilled_quantity",
      "items.detail.shipped_quantity",
      "items.detail.return_requested_quantity",
      "items.detail.return_received_quantity",
    ],
    filters: { id: orderId },
  })
  const order = data[0] as { items?: (ItemRecord | null)[] } | undefined
  return (order?.items ?? []).filter(isPresent).map(({ id, requires_shipping, detail }) => ({
    id,
    fulfilled: toDecimal(detail?.fulfilled_quantity),
    shipped: toDecimal(detail?.shipped_quantity),
    returned: sumDecimals([
      toDecimal(detail?.return_requested_quantity),
      toDecimal(detail?.return_received_quantity),
    ]),
    requiresShipping: requires_shipping ?? true,
  }))
}
