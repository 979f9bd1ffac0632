import { Refusal } from "../http/refusal"
import { json, type Reply } from "../http/reply"
import { param, type MerchantRequest } from "../http/request"
import type { World } from "../world"
import { distributionModule } from "./distribution-module"
import { isFinal, requireSession } from "./hpp-session"

/** POST /hpp/v1/sessions/{session_id}/distribution-module/token: the module's addresses with a fresh token. */
export async function generateToken(world: World, request: MerchantRequest): Promise<Reply> {
  const session = await requireSession(world, param(request, "session_id"), request.merchant.username)
  if (isFinal(session)) {
    throw new Refusal(400, "BAD_REQUEST", [`The session is ${session.status.toLowerCase()}`])
  }
  return json(distributionModule(world, session), 201)
}
