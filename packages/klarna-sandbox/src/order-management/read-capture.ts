import { Refusal } from "../http/refusal"
import { json, type Reply } from "../http/reply"
import { param, type MerchantRequest } from "../http/request"
import { captures } from "../state/records"
import type { World } from "../world"
import { requireOrder, toCapture } from "./managed-order"

/** GET .../captures/{capture_id} */
export async function readCapture(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request)
  const capture_id = param(request, "capture_id")
  const capture = await world.db.findOneBy(captures, { capture_id, order_id: order.order_id })
  if (!capture) throw new Refusal(404, "NO_SUCH_ORDER", [`Capture ${capture_id} cannot be found`])
  return json(toCapture(order, capture))
}
