import { json, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import type { World } from "../world"
import { dueDateOptions } from "./billing"
import { requireOrder } from "./managed-order"
import { refuseAtKustom } from "./refuse-at-kustom"
import { requireCapture } from "./require-capture"

/** GET .../captures/{capture_id}/extend-due-date-options: empty when nothing can be put off. */
export async function readDueDateOptions(world: World, request: MerchantRequest): Promise<Reply> {
  refuseAtKustom(request)
  const order = await requireOrder(world, request)
  const capture = await requireCapture(world, request, order, "Due date cannot be extended.")
  return json({ currency: order.details.purchase_currency, options: dueDateOptions(order, capture) })
}
