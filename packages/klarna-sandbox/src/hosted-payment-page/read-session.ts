import { json, type Reply } from "../http/reply"
import { param, type MerchantRequest } from "../http/request"
import type { World } from "../world"
import { requireSession, toHppSession } from "./hpp-session"

/** GET /hpp/v1/sessions/{session_id} */
export async function readSession(world: World, request: MerchantRequest): Promise<Reply> {
  return json(
    toHppSession(await requireSession(world, param(request, "session_id"), request.merchant.username))
  )
}
