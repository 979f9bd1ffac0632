import { noContent, type Reply } from "../http/reply"
import { param, readObject, type MerchantRequest } from "../http/request"
import { sendLink } from "../outbox/send-link"
import type { World } from "../world"
import { requireSession } from "./hpp-session"

/** POST /hpp/v1/sessions/{session_id}/distribution. Repeating it sends another message. */
export async function distributeSession(world: World, request: MerchantRequest): Promise<Reply> {
  const session = await requireSession(world, param(request, "session_id"), request.merchant.username)
  await sendLink(world, session, request.merchant, readObject(request))
  return noContent
}
