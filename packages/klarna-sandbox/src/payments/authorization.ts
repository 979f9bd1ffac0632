import { HOUR } from "../clock"
import { Refusal } from "../http/refusal"
import { param, type MerchantRequest } from "../http/request"
import {
  authorizations,
  kpSessions,
  type AuthorizationRecord,
  type FraudOutlook,
  type KpSessionBody,
  type KpSessionRecord,
} from "../state/records"
import type { World } from "../world"
import { requireOwner } from "./kp-session"

/** What the consumer agreed to. */
export type Consent = {
  payment_method_category: string
  fraud?: FraudOutlook | undefined
  allows_less?: boolean
  refuses_order?: boolean
  /** When it is not the session as it is now. */
  body?: KpSessionBody
}

const LIFETIME = HOUR

/** A new authorization of the session; the one before is no longer valid. */
export async function grantAuthorization(
  world: World,
  session: KpSessionRecord,
  consent: Consent
): Promise<AuthorizationRecord> {
  const body = consent.body ?? session.body
  const authorization: AuthorizationRecord = {
    authorization_token: world.ids.uuid(),
    session_id: session.session_id,
    merchant_id: session.merchant_id,
    payment_method_category: consent.payment_method_category,
    body: { ...body, shipping_address: shippingAddress(body) },
    fraud: consent.fraud ?? { fraud_status: "ACCEPTED" },
    allows_less: consent.allows_less ?? false,
    refuses_order: consent.refuses_order ?? false,
    created_at: world.now,
    expires_at: world.now + LIFETIME,
    cancelled_at: null,
    token_id: null,
    placed: null,
  }
  await world.db.insert(authorizations, authorization)
  Object.assign(session, {
    authorization_token: authorization.authorization_token,
    to_finalize: null,
    body: authorization.body,
  })
  await world.db.put(kpSessions, session)
  return authorization
}

/** Without an address of its own the parcel goes where the bill goes. */
const shippingAddress = ({ billing_address, shipping_address }: KpSessionBody) =>
  Object.keys(shipping_address).length > 0 ? shipping_address : billing_address

/**
 * The authorization of the request's path, valid or not.
 *
 * @throws {Refusal} 404 `NOT_FOUND` when there is none, 403 `INVALID_OPERATION` for another merchant's
 */
export async function requireAuthorization(
  world: World,
  request: MerchantRequest
): Promise<{ authorization: AuthorizationRecord; session: KpSessionRecord }> {
  const authorization = await world.db.findOneBy(authorizations, {
    authorization_token: param(request, "authorization_token"),
  })
  const session =
    authorization && (await world.db.findOneBy(kpSessions, { session_id: authorization.session_id }))
  if (!authorization || !session) throw invalidToken()
  requireOwner(authorization, request.merchant.username)
  return { authorization, session }
}

export const invalidToken = () => new Refusal(404, "NOT_FOUND", ["Invalid authorization token"])
export const consumedToken = () =>
  new Refusal(403, "INVALID_OPERATION", ["Authorization token already consumed"])

/** Not expired, not cancelled, and not replaced by a newer one. */
export const isLive = (world: World, authorization: AuthorizationRecord, session: KpSessionRecord) =>
  authorization.cancelled_at === null &&
  authorization.expires_at > world.now &&
  session.authorization_token === authorization.authorization_token

/** @returns the session's token as long as something can be done with it */
export async function liveToken(world: World, session: KpSessionRecord): Promise<string | null> {
  const { authorization_token } = session
  if (authorization_token === null || session.status === "complete") return null
  const authorization = await world.db.findOneBy(authorizations, { authorization_token })
  return authorization && isLive(world, authorization, session) ? authorization_token : null
}
