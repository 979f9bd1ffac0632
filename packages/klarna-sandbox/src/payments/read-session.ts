import { json, type Reply } from "../http/reply"
import { param, type MerchantRequest } from "../http/request"
import type { World } from "../world"
import { requireKpSession, toKpSession } from "./kp-session"
import { liveToken } from "./authorization"

/** GET /payments/v1/sessions/{session_id} */
export async function readSession(world: World, request: MerchantRequest): Promise<Reply> {
  const session = await requireKpSession(world, param(request, "session_id"), request.merchant.username)
  return json(toKpSession(world, session, await liveToken(world, session)))
}
