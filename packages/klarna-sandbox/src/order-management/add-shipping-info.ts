import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import { param, readObject, type MerchantRequest } from "../http/request"
import { managedOrders } from "../state/records"
import type { World } from "../world"
import { checkBody } from "./check-body"
import { requireOrder, statusOf } from "./managed-order"
import { appendedShippingInfo, type ShippingInfo } from "./shipping-info"

/** POST .../shipping-info: for goods that are not captured yet. What is sent is added to what was. */
export async function addShippingInfo(world: World, request: MerchantRequest): Promise<Reply> {
  const consequence = `Shipping info cannot be added to order ${param(request, "order_id")}.`
  const order = await requireOrder(world, request, consequence)
  const body = readObject(request)
  checkBody(body, appendedShippingInfo)
  const { shipping_info } = body as { shipping_info: ShippingInfo }
  const status = statusOf(order, world.now, world.settings)
  if (["CANCELLED", "EXPIRED", "CLOSED"].includes(status)) {
    throw new Refusal(403, "NOT_ALLOWED", [`Order is ${status.toLowerCase()}. ${consequence}`])
  }
  const details = {
    ...order.details,
    shipping_info: [...(order.details.shipping_info ?? []), ...shipping_info],
  }
  await world.db.update(managedOrders, { order_id: order.order_id }, { details })
  return noContent
}
