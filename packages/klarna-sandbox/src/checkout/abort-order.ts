import { closeSessionsOf } from "../hosted-payment-page/close-sessions"
import { json, type Reply } from "../http/reply"
import { param, type MerchantRequest } from "../http/request"
import { checkoutOrders } from "../state/records"
import type { World } from "../world"
import { requireCheckoutOrder, requireOpen, toCheckoutOrder } from "./checkout-order"

/** POST /checkout/v3/orders/{order_id}/abort */
export async function abortOrder(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireCheckoutOrder(world, param(request, "order_id"), request.merchant.username)
  requireOpen(order)
  Object.assign(order, { aborted_at: world.now, modified_at: world.now })
  await world.db.put(checkoutOrders, order)
  await closeSessionsOf(world, order.order_id, { status: "CANCELLED" })
  return json(toCheckoutOrder(order))
}
