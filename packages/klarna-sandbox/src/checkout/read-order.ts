import { json, type Reply } from "../http/reply"
import { param, type MerchantRequest } from "../http/request"
import type { World } from "../world"
import { requireCheckoutOrder, toCheckoutOrder } from "./checkout-order"

/** GET /checkout/v3/orders/{order_id} */
export async function readOrder(world: World, request: MerchantRequest): Promise<Reply> {
  return json(
    toCheckoutOrder(await requireCheckoutOrder(world, param(request, "order_id"), request.merchant.username))
  )
}
