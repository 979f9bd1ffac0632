import { json, type Reply } from "../http/reply"
import { param, readObject, type MerchantRequest } from "../http/request"
import { pick } from "../rules/fields"
import type { World } from "../world"
import { checkOrder } from "./check-order"
import { normalise, requireCheckoutOrder, requireOpen, toCheckoutOrder, touch } from "./checkout-order"
import { orderFieldNames } from "./order-fields"

/** POST /checkout/v3/orders/{order_id}: what is left out keeps its value, a list that is sent replaces the list. */
export async function updateOrder(world: World, request: MerchantRequest): Promise<Reply> {
  const sent = readObject(request)
  const order = await requireCheckoutOrder(world, param(request, "order_id"), request.merchant.username)
  requireOpen(order)
  const changed: Record<string, unknown> = { ...order.body, ...pick(sent, orderFieldNames) }
  // What the consumer typed stays, without an error.
  if (order.address_typed) changed.billing_address = order.body.billing_address
  checkOrder(changed, request.merchant, world.strictHttps)
  await touch(world, order, { body: normalise(changed) })
  return json(toCheckoutOrder(order))
}
