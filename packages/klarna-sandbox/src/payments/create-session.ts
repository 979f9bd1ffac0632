import { json, type Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { kpSessions } from "../state/records"
import type { World } from "../world"
import { offeredCategories, toCategories } from "./categories"
import { refuse } from "./check-purchase"
import { sessionProblems } from "./check-session"
import { createClientToken } from "./client-token"
import { LIFETIME, normalise } from "./kp-session"

/** POST /payments/v1/sessions. Repeating it makes another session: KP has no idempotency key. */
export async function createSession(world: World, request: MerchantRequest): Promise<Reply> {
  const sent = readObject(request)
  refuse(sessionProblems(sent, world.strictHttps))
  const identity = {
    session_id: world.ids.uuid(),
    merchant_id: request.merchant.username,
    categories: offeredCategories(world),
    body: normalise(sent),
  }
  const session = {
    ...identity,
    status: "incomplete" as const,
    client_token: createClientToken(world, identity),
    authorization_token: null,
    to_finalize: null,
    order_id: null,
    created_at: world.now,
    expires_at: world.now + LIFETIME,
  }
  await world.db.insert(kpSessions, session)
  return json({
    session_id: session.session_id,
    client_token: session.client_token,
    payment_method_categories: toCategories(world, session.categories, session.body.locale),
  })
}
