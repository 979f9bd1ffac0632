import { Refusal } from "../http/refusal"
import { json, type Reply } from "../http/reply"
import { param, type MerchantRequest } from "../http/request"
import { refunds } from "../state/records"
import type { World } from "../world"
import { requireOrder, toRefund } from "./managed-order"

/** GET .../refunds/{refund_id} */
export async function readRefund(world: World, request: MerchantRequest): Promise<Reply> {
  const refund_id = param(request, "refund_id")
  const order = await requireOrder(world, request, "", "NOT_FOUND")
  const refund = await world.db.findOneBy(refunds, { refund_id, order_id: order.order_id })
  if (!refund)
    throw new Refusal(404, "NOT_FOUND", [`Refund ${refund_id} cannot be found for order ${order.order_id}`])
  return json(toRefund(refund))
}
