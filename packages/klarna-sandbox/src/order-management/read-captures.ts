import { json, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import type { World } from "../world"
import { findCaptures, requireOrder, toCapture } from "./managed-order"

/** GET .../captures */
export async function readCaptures(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request)
  return json((await findCaptures(world, order.order_id)).map((capture) => toCapture(order, capture)))
}
