import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { triggerOf } from "../payments/triggers"
import { integer, required, text } from "../rules/fields"
import { managedOrderLines } from "../rules/order-line-fields"
import { managedOrders, type ManagedOrderRecord, type OrderLine } from "../state/records"
import type { World } from "../world"
import { checkBody } from "./check-body"
import { isOver, requireOrder } from "./managed-order"
import { canGrow } from "./payment-method"

const fields = {
  order_amount: required(integer({ min: 0, max: 200_000_000 })),
  description: text(),
  order_lines: managedOrderLines,
}

/** PATCH .../authorization: a new amount in place of the old. Leaving out `order_lines` deletes the lines. */
export async function updateAuthorization(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request)
  const body = readObject(request)
  checkBody(body, fields)
  const { order_amount, order_lines = [] } = body as { order_amount: number; order_lines?: OrderLine[] }
  requireUpdatable(world, order, order_amount)
  const details = { ...order.details, order_lines }
  await world.db.update(managedOrders, { order_id: order.order_id }, { order_amount, details })
  return noContent
}

function requireUpdatable(world: World, order: ManagedOrderRecord, amount: number) {
  const refuse = (message: string) => new Refusal(403, "NOT_ALLOWED", [message])
  const isSettled =
    order.captured_amount > 0 && (order.released_at !== null || order.captured_amount >= order.order_amount)
  if (isOver(order, world.now) || isSettled) throw refuse("Update not allowed.")
  if (amount > order.order_amount && !isMoreAccepted(order)) {
    throw refuse("Update not allowed. Order authorization cannot be increased")
  }
  if (amount < order.captured_amount) {
    throw refuse(
      `Resulting authorization amount ${amount} cannot be less than the captured amount ` +
        `${order.captured_amount} for order. Order authorization cannot be updated`
    )
  }
}

/** A higher amount is a new risk; the playground's test address stands for one that is not taken. */
function isMoreAccepted(order: ManagedOrderRecord): boolean {
  const { billing_address, purchase_country } = order.details
  return canGrow(order) && triggerOf(billing_address.email, purchase_country)?.kind !== "denied"
}
