import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import { param, type MerchantRequest } from "../http/request"
import { hppSessions } from "../state/records"
import type { World } from "../world"
import { changeMoment, requireSession } from "./hpp-session"
import { stopPageTimer } from "./page-timer"

/** DELETE /hpp/v1/sessions/{session_id}. Ends the page, not the payment session behind it. */
export async function disableSession(world: World, request: MerchantRequest): Promise<Reply> {
  const session = await requireSession(world, param(request, "session_id"), request.merchant.username)
  if (session.status === "COMPLETED" || session.status === "CANCELLED") {
    throw new Refusal(400, "BAD_REQUEST", [
      `The session is ${session.status.toLowerCase()} and cannot be disabled`,
    ])
  }
  if (session.status !== "DISABLED") {
    await stopPageTimer(world, session)
    await world.db.put(hppSessions, {
      ...session,
      status: "DISABLED",
      disabled_in_progress: session.status === "IN_PROGRESS",
      manual_identification: null,
      updated_at: changeMoment(world, session),
    })
  }
  return noContent
}
