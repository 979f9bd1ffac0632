import type { Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { checkoutOrders } from "../state/records"
import type { World } from "../world"
import { checkOrder } from "./check-order"
import { LIFETIME, normalise, toCheckoutOrder } from "./checkout-order"

/** POST /checkout/v3/orders. Repeating it makes another order: Checkout has no idempotency key. */
export async function createOrder(world: World, request: MerchantRequest): Promise<Reply> {
  const body = readObject(request)
  checkOrder(body, request.merchant, world.strictHttps)
  const order = {
    order_id: world.ids.uuid(),
    merchant_id: request.merchant.username,
    status: "checkout_incomplete" as const,
    created_at: world.now,
    modified_at: world.now,
    completed_at: null,
    aborted_at: null,
    expires_at: world.now + LIFETIME,
    address_typed: false,
    body: normalise(body),
  }
  await world.db.insert(checkoutOrders, order)
  return {
    status: 201,
    headers: { Location: `${world.url}/checkout/v3/orders/${order.order_id}` },
    body: toCheckoutOrder(order),
  }
}
