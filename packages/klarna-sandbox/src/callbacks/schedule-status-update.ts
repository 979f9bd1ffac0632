import { fillPlaceholders, toHppSession } from "../hosted-payment-page/hpp-session"
import type { HppSessionRecord } from "../state/records"
import type { World } from "../world"
import { storeCallback } from "./store-callback"

type Event = {
  /** `TIMEOUT` is told of and is no status of the session. */
  status?: "TIMEOUT"
  /** Absent: now. */
  due_at?: number
}

/**
 * Tells the shop of a change that the consumer caused. The body is the session as it is now, also when it is sent late.
 *
 * @returns the callback's id; null when the shop wants none
 */
export async function scheduleStatusUpdate(
  world: World,
  session: HppSessionRecord,
  { status, due_at = world.now }: Event = {}
): Promise<string | null> {
  const url = session.merchant_urls.status_update
  if (!url || world.settings.skip_status_update) return null
  const event_id = world.ids.uuid()
  return storeCallback(world, {
    kind: "status_update",
    subject_id: session.session_id,
    event_id,
    // The token belongs into the success address and into the body, not into this address.
    url: fillPlaceholders(url, { ...session, authorization_token: null }),
    body: JSON.stringify({ event_id, session: { ...toHppSession(session), ...(status && { status }) } }),
    due_at,
  })
}
