import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import { managedOrders } from "../state/records"
import type { World } from "../world"
import { isOver, requireOrder } from "./managed-order"

/** POST .../cancel: releases everything, for good. Only while nothing is captured. */
export async function cancelOrder(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request)
  const refuse = (message: string) => new Refusal(403, "CANCEL_NOT_ALLOWED", [message])
  if (order.captured_amount > 0) throw refuse("Order has previous captures. Cancel not possible.")
  if (isOver(order, world.now)) throw refuse("Order is closed. Cancel not possible.")
  await world.db.update(managedOrders, { order_id: order.order_id }, { cancelled_at: world.now })
  return noContent
}
