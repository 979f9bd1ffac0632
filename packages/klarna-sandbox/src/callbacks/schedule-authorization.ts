import type { AuthorizationRecord } from "../state/records"
import type { World } from "../world"
import { storeCallback } from "./store-callback"

/** Tells the shop of a new authorization, beside what the browser tells it. */
export async function scheduleAuthorization(
  world: World,
  { authorization_token, session_id, body }: AuthorizationRecord
) {
  const url = body.merchant_urls.authorization
  if (!url) return
  await storeCallback(world, {
    kind: "authorization",
    subject_id: session_id,
    url,
    body: JSON.stringify({ authorization_token, session_id }),
    due_at: world.now,
  })
}
