import { HOUR, iso } from "../clock"
import { Refusal } from "../http/refusal"
import type { Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import type { Merchant } from "../merchant"
import { isObject } from "../rules/fields"
import { hppSessions, type HppSessionRecord } from "../state/records"
import type { World } from "../world"
import { checkSession, urlNames } from "./check-session"
import { distributionModule } from "./distribution-module"
import { pageUrl } from "./hpp-session"
import { namedPaymentSession } from "./named-payment-session"
import { findPaymentSession, isPayable, type PaymentSession } from "./payment-session"

/** POST /hpp/v1/sessions. Repeating it makes another session for the same payment. */
export async function createSession(world: World, request: MerchantRequest): Promise<Reply> {
  const body = readObject(request)
  checkSession(body, world.strictHttps)
  const payment = await requirePayable(world, request, String(body.payment_session_url))
  requireOffered(payment, body.options)
  const session: HppSessionRecord = {
    session_id: world.ids.uuid(),
    page_code: world.ids.pageCode(),
    distribution_id: world.ids.uuid(),
    merchant_id: request.merchant.username,
    payment_api: payment.api,
    payment_session_id: payment.api === "checkout" ? payment.record.order_id : payment.record.session_id,
    status: "WAITING",
    disabled_in_progress: false,
    merchant_urls: givenUrls(body.merchant_urls),
    options: { ...profileOptions(request.merchant, body.profile_id), ...givenOptions(body.options) },
    profile_id: typeof body.profile_id === "string" ? body.profile_id : null,
    shown: null,
    manual_identification: null,
    timeout_callback_id: null,
    order_id: null,
    klarna_reference: null,
    authorization_token: null,
    created_at: world.now,
    updated_at: world.now,
    // The consumer can pay until one hour before the payment session ends.
    expires_at: payment.record.expires_at - HOUR,
  }
  await world.db.insert(hppSessions, session)
  return { status: 201, body: toCreated(world, session) }
}

/**
 * @throws {Refusal} 400 `BAD_VALUE` for an address that is not this merchant's KCO order or KP session,
 *   404 `NOT_FOUND` when that is complete, aborted or in its last hour
 */
async function requirePayable(world: World, request: MerchantRequest, url: string): Promise<PaymentSession> {
  const named = namedPaymentSession(world, request, url)
  const payment = named && (await findPaymentSession(world, named.api, named.id))
  // Kustom hosts its own Checkout and nothing else.
  const isHosted = named?.api === "checkout" || request.merchant.provider !== "kustom"
  if (!named || !isHosted || (payment && payment.record.merchant_id !== request.merchant.username)) {
    throw new Refusal(400, "BAD_VALUE", ["Bad value: payment_session_url"])
  }
  const hasTime = payment && payment.record.expires_at - HOUR > world.now
  if (!hasTime || !isPayable(payment, world.now)) {
    throw new Refusal(404, "NOT_FOUND", ["The payment session was not found or has expired"])
  }
  return payment
}

/** The page may show some of a KP session's categories; KCO has none, and ignores what is asked for. */
function requireOffered(payment: PaymentSession, options: unknown) {
  if (payment.api === "checkout" || !isObject(options)) return
  const refused = (["payment_method_category", "payment_method_categories"] as const).filter((name) =>
    [options[name] ?? []]
      .flat()
      .some((category) => !payment.record.categories.includes(String(category).toLowerCase()))
  )
  if (refused.length > 0) {
    throw new Refusal(
      400,
      "BAD_VALUE",
      refused.map((name) => `Bad value: options.${name}`)
    )
  }
}

/** What the merchant's profile sets; a session may override each of it. */
const profileOptions = ({ profiles }: Merchant, id: unknown) =>
  typeof id === "string" && Object.hasOwn(profiles ?? {}, id) ? profiles?.[id] : {}

const givenOptions = (options: unknown): Record<string, unknown> =>
  isObject(options)
    ? Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null && value !== ""))
    : {}

function givenUrls(urls: unknown): Record<string, string> {
  if (!isObject(urls)) return {}
  return Object.fromEntries(
    urlNames.flatMap((name) =>
      typeof urls[name] === "string" && urls[name] !== "" ? [[name, urls[name]]] : []
    )
  )
}

function toCreated(world: World, session: HppSessionRecord) {
  const sessionUrl = `${world.url}/hpp/v1/sessions/${session.session_id}`
  return {
    session_id: session.session_id,
    session_url: sessionUrl,
    redirect_url: pageUrl(world, session),
    qr_code_url: `${world.url}/eu/hpp/payments/${session.session_id}/qr`,
    distribution_url: `${sessionUrl}/distribution`,
    expires_at: iso(session.expires_at),
    distribution_module: distributionModule(world, session),
    ...(world.settings.manual_identification && {
      manual_identification_check_url: `${sessionUrl}/manual-id-check`,
    }),
  }
}
