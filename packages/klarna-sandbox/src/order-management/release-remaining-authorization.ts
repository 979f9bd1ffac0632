import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import { managedOrders } from "../state/records"
import type { World } from "../world"
import { isOver, remainingAmount, requireOrder } from "./managed-order"

/** POST .../release-remaining-authorization: drops what is left after at least one capture. */
export async function releaseRemainingAuthorization(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request)
  const refuse = (reason: string) =>
    new Refusal(403, "NOT_ALLOWED", [`${reason}. Remaining authorization cannot be released.`])
  if (isOver(order, world.now))
    throw refuse(order.cancelled_at === null ? "Order is expired" : "Order is cancelled")
  if (order.captured_amount === 0) throw refuse("Order has no captures")
  if (remainingAmount(order, world.now) === 0) throw refuse("Order is fully captured")
  await world.db.update(managedOrders, { order_id: order.order_id }, { released_at: world.now })
  return noContent
}
