import type { IInventoryService, IOrderModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SUBSCRIPTION_METADATA } from "../../domain/line-subscription"
import type { Query } from "../../medusa/read-purchase-source"
import type { SubscriptionRow } from "../../modules/klarna/subscription-rows"

export type InsertRenewalOrderStepInput = {
  order_id: string
  period: number
  subscription: Pick<SubscriptionRow, "id" | "order_id" | "currency_code" | "lines">
}

type OriginOrder = {
  region_id: string
  customer_id: string
  sales_channel_id: string
  email: string
  locale?: string | null
  shipping_address?: Record<string, unknown> | null
  billing_address?: Record<string, unknown> | null
}

export const insertRenewalOrderStepId = "insert-renewal-order"

/**
 * The draft of a period's order, once: its id is given. One that an accident left behind gives back the stock it had.
 * Not undone: the next run goes on with it.
 */
export const insertRenewalOrderStep = createStep(
  insertRenewalOrderStepId,
  async (input: InsertRenewalOrderStepInput, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const itemIds = await readItemIds(query, input.order_id)
    if (itemIds) await freeStock(container, itemIds)
    else await insert(container, input, await readOrigin(query, input.subscription.order_id))
    return new StepResponse(input.order_id)
  }
)

async function readItemIds(query: Query, orderId: string): Promise<string[] | undefined> {
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "items.id"],
    filters: { id: orderId },
  })
  const order = data[0] as { items?: ({ id: string } | null)[] } | undefined
  return order && (order.items ?? []).flatMap((item) => (item ? [item.id] : []))
}

async function freeStock(container: MedusaContainer, itemIds: string[]): Promise<void> {
  const inventory = container.resolve<IInventoryService>(Modules.INVENTORY)
  const reserved = itemIds.length ? await inventory.listReservationItems({ line_item_id: itemIds }) : []
  if (reserved.length) await inventory.deleteReservationItems(reserved.map(({ id }) => id))
}

async function readOrigin(query: Query, orderId: string): Promise<OriginOrder> {
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "region_id",
      "customer_id",
      "sales_channel_id",
      "email",
      "locale",
      "shipping_address.*",
      "billing_address.*",
    ],
    filters: { id: orderId },
  })
  const [order] = data as OriginOrder[]
  if (order) return order
  throw new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `Order ${orderId}, which a subscription was sold with, is gone`
  )
}

async function insert(
  container: MedusaContainer,
  { order_id, period, subscription }: InsertRenewalOrderStepInput,
  origin: OriginOrder
): Promise<void> {
  const { items, shipping_methods } = subscription.lines
  const { shipping_address, billing_address, ...rest } = origin
  await container.resolve<IOrderModuleService>(Modules.ORDER).createOrders({
    ...rest,
    id: order_id,
    is_draft_order: true,
    status: "draft",
    currency_code: subscription.currency_code.toLowerCase(),
    shipping_address: withoutId(shipping_address),
    billing_address: withoutId(billing_address),
    metadata: { klarna_subscription_id: subscription.id, klarna_period: period },
    items: items.map(({ details, subscription: sold, ...item }) => ({
      ...details,
      ...item,
      // What was taken off the first order is not taken off again.
      is_discountable: false,
      metadata: { ...(details.metadata as object | undefined), [SUBSCRIPTION_METADATA]: sold },
    })),
    shipping_methods: shipping_methods.map(({ data, ...method }) => ({ ...method, data: data ?? {} })),
  } as never)
}

function withoutId(address: Record<string, unknown> | null | undefined) {
  if (!address) return undefined
  const { id: _i, created_at: _c, updated_at: _u, deleted_at: _d, ...rest } = address
  return rest
}
