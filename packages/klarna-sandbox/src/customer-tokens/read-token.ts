import { json, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import type { World } from "../world"
import { requireToken, toCustomerToken } from "./customer-token"

/** GET /customer-token/v1/tokens/{token_id} */
export async function readToken(world: World, request: MerchantRequest): Promise<Reply> {
  return json(toCustomerToken(await requireToken(world, request, "Invalid customer-token ID")))
}
