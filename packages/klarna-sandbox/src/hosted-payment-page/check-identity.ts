import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import { param, readObject, type MerchantRequest } from "../http/request"
import type { World } from "../world"
import { identify } from "./consumer"
import { requireSession } from "./hpp-session"

/** POST /hpp/v1/sessions/{session_id}/manual-id-check {"approved"}: the seller has compared the document. */
export async function checkIdentity(world: World, request: MerchantRequest): Promise<Reply> {
  const { session_id } = await requireSession(world, param(request, "session_id"), request.merchant.username)
  const { approved } = readObject(request)
  if (typeof approved !== "boolean") throw new Refusal(400, "BAD_VALUE", ["Bad value: approved"])
  await identify(world, session_id, approved)
  return noContent
}
