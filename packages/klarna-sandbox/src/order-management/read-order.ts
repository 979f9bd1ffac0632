import { json, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import type { World } from "../world"
import { requireOrder, toManagedOrder } from "./managed-order"

/** GET /ordermanagement/v1/orders/{order_id} */
export async function readOrder(world: World, request: MerchantRequest): Promise<Reply> {
  return json(await toManagedOrder(world, await requireOrder(world, request)))
}
