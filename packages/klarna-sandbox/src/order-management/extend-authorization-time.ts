import { DAY } from "../clock"
import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import { managedOrders } from "../state/records"
import type { World } from "../world"
import { expiryAfter, isExpired, remainingAmount, requireOrder, RESERVATION_DAYS } from "./managed-order"
import { canBeExtended } from "./payment-method"
import { refuseAtKustom } from "./refuse-at-kustom"

const LONGEST_DAYS = 180

/** POST .../extend-authorization-time: from today another period, within 180 days of the purchase. */
export async function extendAuthorizationTime(world: World, request: MerchantRequest): Promise<Reply> {
  refuseAtKustom(request)
  const order = await requireOrder(world, request)
  const refuse = (reason: string) =>
    new Refusal(403, "NOT_ALLOWED", [`${reason}. Authorization time cannot be extended.`])
  if (isExpired(order, world.now)) throw refuse("Order is expired")
  if (order.cancelled_at !== null) throw refuse("Order is cancelled")
  if (remainingAmount(order, world.now) === 0) throw refuse("Order is fully captured")
  if (!canBeExtended(order)) throw refuse("Order is paid in a way that cannot wait")
  if (world.now > order.created_at + LONGEST_DAYS * DAY)
    throw refuse(`Order is older than ${LONGEST_DAYS} days`)
  const expires_at = expiryAfter(world.now, RESERVATION_DAYS)
  await world.db.update(managedOrders, { order_id: order.order_id }, { expires_at })
  return noContent
}
