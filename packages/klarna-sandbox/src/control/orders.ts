import { requireCheckoutOrder, toCheckoutOrder } from "../checkout/checkout-order"
import { completeOrder } from "../checkout/complete-order"
import { iso } from "../clock"
import { json, type Reply } from "../http/reply"
import { param, readObject, type Request } from "../http/request"
import { withFraudDecision } from "../order-management/fraud"
import { findCaptures, toCapture, toManagedOrder } from "../order-management/managed-order"
import { pick } from "../rules/fields"
import type { Sandbox } from "../sandbox"
import {
  checkoutOrders,
  managedOrders,
  type CheckoutOrderBody,
  type ManagedOrderRecord,
} from "../state/records"
import type { World } from "../world"
import { controlError } from "./control-error"

/**
 * GET /_sandbox/orders/{id}: as Order Management would answer, also before it is visible there; captures
 * with what was done about the consumer's bill, which no answer of Klarna's shows.
 */
export async function readOrder(sandbox: Sandbox, request: Request): Promise<Reply> {
  const order_id = param(request, "id")
  return sandbox.command(async (world) => {
    const managed = await world.db.findOneBy(managedOrders, { order_id })
    if (managed) return json(await toInsideView(world, withFraudDecision(managed, world.now)))
    const order = await world.db.findOneBy(checkoutOrders, { order_id })
    return controlError(404, order ? `Order ${order_id} is not paid yet` : `There is no order ${order_id}`)
  })
}

async function toInsideView(world: World, order: ManagedOrderRecord) {
  const captures = (await findCaptures(world, order.order_id)).map((capture) => ({
    ...toCapture(order, capture),
    due_date_extended_days: capture.billing?.extended_days ?? 0,
    sent_again_at: (capture.billing?.sent_again_at ?? []).map(iso),
  }))
  return { ...(await toManagedOrder(world, order)), captures }
}

/** POST /_sandbox/orders/{id}/complete: a purchase that was under way ends well, whatever became of its page. */
export async function completeNow(sandbox: Sandbox, request: Request): Promise<Reply> {
  const order_id = param(request, "id")
  return sandbox.command(async (world) => {
    const order = await requireCheckoutOrder(world, order_id)
    if (order.status === "checkout_complete")
      return controlError(409, `Order ${order_id} is already complete`)
    if (order.aborted_at !== null) return controlError(409, `Order ${order_id} is aborted`)
    return json(await toManagedOrder(world, await completeOrder(world, order)))
  })
}

const CHECKOUT_FIELDS = [
  "order_amount",
  "order_tax_amount",
  "order_lines",
  "purchase_currency",
  "purchase_country",
  "locale",
  "billing_address",
  "shipping_address",
  "merchant_reference1",
  "merchant_reference2",
  "merchant_data",
  "options",
]
const MANAGED_AMOUNTS = [
  "order_amount",
  "original_order_amount",
  "captured_amount",
  "refunded_amount",
  "fraud_status",
]
const MANAGED_DETAILS = [
  "order_lines",
  "purchase_currency",
  "purchase_country",
  "locale",
  "billing_address",
  "shipping_address",
  "merchant_reference1",
  "merchant_reference2",
]

/** POST /_sandbox/orders/{id}/patch: makes Klarna's order differ from what the shop sent, without any check. */
export async function patchOrder(sandbox: Sandbox, request: Request): Promise<Reply> {
  const order_id = param(request, "id")
  const changes = readObject(request)
  const known = new Set([...CHECKOUT_FIELDS, ...MANAGED_AMOUNTS, ...MANAGED_DETAILS])
  const unknown = Object.keys(changes).filter((name) => !known.has(name))
  if (unknown.length > 0) return controlError(400, `These cannot be patched: ${unknown.join(", ")}`)
  return sandbox.command(async (world) => {
    const order = await world.db.findOneBy(checkoutOrders, { order_id })
    if (order) {
      order.body = { ...order.body, ...(pick(changes, CHECKOUT_FIELDS) as Partial<CheckoutOrderBody>) }
      await world.db.update(checkoutOrders, { order_id }, { body: order.body })
    }
    const managed = await patchManaged(world, order_id, changes)
    if (!order && !managed) return controlError(404, `There is no order ${order_id}`)
    return json({ checkout: order && toCheckoutOrder(order), order_management: managed })
  })
}

async function patchManaged(world: World, order_id: string, changes: Record<string, unknown>) {
  const managed = await world.db.findOneBy(managedOrders, { order_id })
  if (!managed) return null
  const changed = {
    ...managed,
    ...(pick(changes, MANAGED_AMOUNTS) as Partial<ManagedOrderRecord>),
    // A status that is set is not decided any more.
    ...(changes.fraud_status !== undefined && { fraud_decision: null }),
    details: { ...managed.details, ...pick(changes, MANAGED_DETAILS) },
  }
  await world.db.put(managedOrders, changed)
  return toManagedOrder(world, changed)
}
