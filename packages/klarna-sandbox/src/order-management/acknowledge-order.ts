import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import { managedOrders } from "../state/records"
import type { World } from "../world"
import { requireOrder } from "./managed-order"

/** POST .../acknowledge: ends the pushes. Repeating it changes nothing. */
export async function acknowledgeOrder(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request, "Acknowledgement not possible.")
  if (order.cancelled_at !== null && order.acknowledged_at === null) {
    throw new Refusal(403, "NOT_ALLOWED", ["Order is cancelled. Acknowledgement not possible."])
  }
  if (order.acknowledged_at === null) {
    await world.db.update(managedOrders, { order_id: order.order_id }, { acknowledged_at: world.now })
  }
  return noContent
}
