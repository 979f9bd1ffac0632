import { HOUR, iso } from "../clock"
import { Refusal } from "../http/refusal"
import { pick } from "../rules/fields"
import { kpSessions, type Address, type KpSessionBody, type KpSessionRecord } from "../state/records"
import type { World } from "../world"
import { toCategories } from "./categories"
import { sessionFieldNames } from "./check-session"
import { taxOf } from "./check-purchase"

/** From creation: neither updates nor the consumer prolong it. */
export const LIFETIME = 48 * HOUR

/**
 * @param merchantId absent: whoever owns it
 * @throws {Refusal} 404 `NOT_FOUND` when unknown or expired, 403 `INVALID_OPERATION` for another merchant's
 */
export async function requireKpSession(
  world: World,
  session_id: string,
  merchantId?: string
): Promise<KpSessionRecord> {
  const session = await world.db.findOneBy(kpSessions, { session_id })
  if (!session || session.expires_at <= world.now) throw new Refusal(404, "NOT_FOUND", ["Invalid session id"])
  requireOwner(session, merchantId ?? session.merchant_id)
  return session
}

/** @throws {Refusal} 403 `INVALID_OPERATION` */
export function requireOwner({ merchant_id }: { merchant_id: string }, merchantId: string) {
  if (merchant_id === merchantId) return
  throw new Refusal(403, "INVALID_OPERATION", ["Not allowed for this merchant"])
}

/** @throws {Refusal} 404 `SESSION_COMPLETED` once an order was placed */
export function requireIncomplete({ status }: KpSessionRecord) {
  if (status === "incomplete") return
  throw new Refusal(404, "SESSION_COMPLETED", ["Session has already been completed"])
}

/** What was sent, with the defaults; read-only members are dropped. */
export function normalise(sent: Record<string, unknown>): KpSessionBody {
  const body = pick(sent, sessionFieldNames) as KpSessionBody
  return {
    ...body,
    locale: body.locale ?? "en-US",
    purchase_currency: body.purchase_currency.toUpperCase(),
    order_tax_amount: body.order_tax_amount ?? taxOf(body),
    intent: body.intent ?? "buy",
    acquiring_channel: body.acquiring_channel ?? "ECOMMERCE",
    merchant_urls: body.merchant_urls ?? {},
    billing_address: withoutEmpty(body.billing_address),
    shipping_address: withoutEmpty(body.shipping_address),
    customer: body.customer ?? {},
    options: body.options ?? {},
  }
}

export const withoutEmpty = (address: Address | undefined): Address =>
  Object.fromEntries(
    Object.entries(address ?? {}).filter(([, value]) => value !== null && value !== undefined)
  )

/** The session as KP shows it: who buys only once the consumer has agreed, secrets of theirs never. */
export function toKpSession(
  world: World,
  session: KpSessionRecord,
  authorizationToken: string | null
): Record<string, unknown> {
  const { billing_address, shipping_address, customer, options, merchant_urls, ...rest } = session.body
  const wasAuthorized = session.authorization_token !== null || session.status === "complete"
  return {
    ...rest,
    ...filled({ options, merchant_urls }),
    ...(wasAuthorized && filled({ billing_address, shipping_address, customer: withoutSecrets(customer) })),
    status: session.status,
    client_token: session.client_token,
    expires_at: iso(session.expires_at),
    payment_method_categories: toCategories(world, session.categories, session.body.locale),
    ...(authorizationToken !== null &&
      world.settings.kp_session_shows_token && { authorization_token: authorizationToken }),
  }
}

/** Numbers that identify a person are taken and never shown. */
export const withoutSecrets = ({
  last_four_ssn: _ssn,
  national_identification_number: _number,
  ...shown
}: Record<string, unknown>) => shown

const filled = (members: Record<string, object>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => Object.keys(value).length > 0))

/** Fills the ids into an address of the merchant's; one without a value becomes empty. */
export const fillIds = (url: string, session_id: string, order_id: string) =>
  url.replaceAll("{session.id}", session_id).replaceAll("{order.id}", order_id)
