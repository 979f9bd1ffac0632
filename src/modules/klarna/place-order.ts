import { changesCountry } from "../../domain/buyer-details"
import { tokenizes } from "../../domain/tokenize-intent"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import { samePurchase } from "../../domain/same-purchase"
import type { KlarnaConfig } from "../../config/klarna-config"
import { KlarnaApiError, type KlarnaClients, type KlarnaPaymentsSession } from "../../klarna"
import { PLACE, type Authorizations } from "./authorizations"
import { paymentsUrls } from "./callback-addresses"
import type { Clock } from "./clock"
import type { Leases } from "./leases"
import { authorizationEventKey } from "./note-authorization"
import { orderToPlace } from "./order-to-place"
import { isOlderThanItsPage } from "./payment-systems/lifetime"
import type { PlaceResult } from "./place-result"
import type { OperationRow, PurchaseRow } from "./rows"
import { hashSecret, newSecret } from "./secrets"
import type { SendOrder } from "./send-order"
import { statusOf } from "./status-of"
import type { ObtainToken } from "./subscriptions/obtain-token"
import type { AuthorizationStore } from "./stores/authorization-store"
import type { EventStore } from "./stores/event-store"
import type { OperationStore } from "./stores/operation-store"
import type { PurchaseStore } from "./stores/purchase-store"

/** Somebody else places it this moment; they are waited for this long. */
const LEASE_WAIT_MS = 10_000

export type PlaceOptions = {
  autoCapture?: boolean
  /** Asked with what the buyer agreed to, before anything is sent; a code refuses. */
  refuse?: (session: KlarnaPaymentsSession) => Promise<Refusal | undefined>
}

type Refusal = { code: string; message: string }

type Dependencies = {
  config: KlarnaConfig
  purchases: PurchaseStore
  tokens: AuthorizationStore
  inbox: EventStore
  store: OperationStore
  leases: Leases
  authorizations: Authorizations
  sendOrder: SendOrder
  obtainToken: ObtainToken
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  now: Clock
}

/**
 * Turns an authorization into an order, once, whoever brings it and however often. Klarna takes no idempotency key
 * here: the row keeps token and bytes, and the same bytes bring the first order back.
 */
export function createPlaceOrder({
  config,
  purchases,
  tokens,
  inbox,
  store,
  leases,
  authorizations,
  sendOrder,
  obtainToken,
  clientsOf,
  now,
}: Dependencies) {
  async function place(purchaseId: string, options: PlaceOptions = {}): Promise<PlaceResult> {
    return withLease(purchaseId, (purchase) =>
      purchase.kp_session_id ? placeHeld(purchase, purchase.kp_session_id, options) : NOTHING
    )
  }

  async function withLease(
    purchaseId: string,
    work: (purchase: PurchaseRow) => Promise<PlaceResult> | PlaceResult
  ): Promise<PlaceResult> {
    const lease = await leases.acquire("work", purchaseId, LEASE_WAIT_MS)
    if (!lease) return NOTHING
    try {
      const purchase = await purchases.byId(purchaseId)
      return purchase ? await work(purchase) : NOTHING
    } finally {
      await lease.release()
    }
  }

  async function placeHeld(
    purchase: PurchaseRow,
    kpSessionId: string,
    options: PlaceOptions
  ): Promise<PlaceResult> {
    const begun = await store.bySingleton(kpSessionId, PLACE)
    if (purchase.klarna_order_id) {
      await authorizations.settleFound(purchase)
      return { result: "placed" }
    }
    switch (statusOf(purchase)) {
      case "authorized": {
        const prepared = await prepare(purchase, kpSessionId, begun, options)
        return "result" in prepared ? prepared : sendOrder(purchase, prepared)
      }
      case "placing":
        return begun ? sendOrder(purchase, begun) : NOTHING
      default:
        return NOTHING
    }
  }

  /** Looks at what the buyer agreed to and writes down what is going to be sent. */
  async function prepare(
    purchase: PurchaseRow,
    kpSessionId: string,
    begun: OperationRow | undefined,
    options: PlaceOptions
  ): Promise<OperationRow | PlaceResult> {
    const session = await readSession(purchase, kpSessionId)
    const brought = purchase.authorization_token
    if (!brought) return NOTHING
    if (!session) {
      // Before its 48 hours are over a 404 is somebody's mistake.
      if (!isOlderThanItsPage(purchase, now())) return NOTHING
      return authorizations.drop(purchase, brought, failures.over)
    }
    if (session.status.toLowerCase() === "complete") {
      await purchases.keepStatus(purchase, { klarna_status: "placing" })
      return { result: "unknown" }
    }
    if (!(await isConfirmed(purchase, session))) {
      return authorizations.drop(purchase, brought, failures.foreign, true)
    }
    const token = session.authorization_token ?? brought
    if (token !== brought) await correct(purchase, token)
    const refusal = await refusalOf(purchase, session, options)
    if (refusal) return giveBack(purchase, token, refusal)
    const stopped = await tokenize(purchase, token, session)
    if (stopped) return stopped
    // Its bytes are what may have been sent already.
    if (begun?.target === token) return begun
    if (begun) await authorizations.abandon(begun)
    return write(purchase, kpSessionId, token, session, options)
  }

  /**
   * Where something is to be charged again, the customer token comes first. One whose answer was lost cannot be asked
   * for again: what is bought now is placed all the same, because the buyer agreed to it, and is paid by link later.
   *
   * @returns nothing when the order can be placed
   */
  async function tokenize(
    purchase: PurchaseRow,
    token: string,
    session: KlarnaPaymentsSession
  ): Promise<PlaceResult | undefined> {
    if (!tokenizes(purchase.intent)) return undefined
    const obtained = await obtainToken(purchase, token, session)
    switch (obtained.result) {
      case "refused":
        return giveBack(purchase, token, obtained)
      case "later":
        return { result: "unknown" }
      case "lost":
        return purchase.intent === "tokenize"
          ? authorizations.drop(purchase, token, failures.tokenLost)
          : undefined
      case "obtained":
        if (purchase.intent === "buy_and_tokenize") return undefined
        await purchases.keepStatus(purchase, { klarna_status: "tokenized", authorization_token: null })
        return { result: "placed" }
    }
  }

  /**
   * Whether it is this session that was authorized: a browser can bring any token. Klarna shows it by the token, by
   * who buys, or has told us.
   *
   * @see klarna-payments §4: personal data is shown after an authorization only
   */
  async function isConfirmed(purchase: PurchaseRow, session: KlarnaPaymentsSession): Promise<boolean> {
    if (purchase.presentation !== "widget" || session.authorization_token) return true
    if (session.billing_address ?? session.shipping_address ?? session.customer) return true
    return inbox.has(
      "authorization",
      authorizationEventKey(purchase.id, purchase.authorization_token as string)
    )
  }

  async function refusalOf(
    purchase: PurchaseRow,
    session: KlarnaPaymentsSession,
    { refuse }: PlaceOptions
  ): Promise<Refusal | undefined> {
    const { equal, differences } = samePurchase(session, purchase.snapshot as KlarnaOrderDraft)
    if (!equal) return { code: "cart_changed", message: differences.join("; ") }
    if ((session.intent ?? "buy") !== purchase.intent) return failures.intent
    if (changesCountry(session)) return failures.country
    return refuse?.(session)
  }

  async function write(
    purchase: PurchaseRow,
    kpSessionId: string,
    token: string,
    session: KlarnaPaymentsSession,
    { autoCapture }: PlaceOptions
  ): Promise<OperationRow | PlaceResult> {
    const { merchant_urls } = session as { merchant_urls?: object }
    const body = orderToPlace(session, {
      merchant_urls: merchant_urls ?? (await freshUrls(purchase)),
      merchant_reference2: purchase.subject_id,
      ...(autoCapture ? { auto_capture: true as const } : {}),
    })
    const inserted = await store.insert({
      kind: "place",
      purchase_id: purchase.id,
      klarna_order_id: kpSessionId,
      account_id: purchase.account_id,
      amount: session.order_amount,
      currency_code: purchase.currency_code,
      medusa_row_id: null,
      singleton: PLACE,
      target: token,
      body: () => body,
    })
    return inserted ?? NOTHING
  }

  /** Klarna shows another one than the browser brought, whoever else claims it. */
  async function correct({ id }: PurchaseRow, token: string): Promise<void> {
    await tokens.release(token, id)
    await tokens.correct(id, token)
  }

  /** Only the hash of the old secret is kept. */
  async function freshUrls(purchase: PurchaseRow) {
    const secret = newSecret()
    await purchases.update(purchase.id, { secret_hash: hashSecret(secret) })
    return paymentsUrls(config, { reference: purchase.reference, secret })
  }

  async function readSession(
    purchase: PurchaseRow,
    kpSessionId: string
  ): Promise<KlarnaPaymentsSession | undefined> {
    try {
      return await clientsOf(purchase.account_id, purchase.id).payments.readSession(kpSessionId)
    } catch (error) {
      if (error instanceof KlarnaApiError && error.status === 404) return undefined
      throw error
    }
  }

  async function giveBack(purchase: PurchaseRow, token: string, refusal: Refusal): Promise<PlaceResult> {
    if ((await authorizations.giveBack(purchase, token)) === "used") {
      await purchases.keepStatus(purchase, { klarna_status: "placing" })
      return { result: "unknown" }
    }
    return authorizations.drop(purchase, token, refusal)
  }

  /** Gives back what the buyer agreed to, because it is not what is to be paid. */
  const dropAuthorization = (purchaseId: string, refusal: Refusal): Promise<PlaceResult> =>
    withLease(purchaseId, (purchase) =>
      purchase.authorization_token && statusOf(purchase) === "authorized"
        ? giveBack(purchase, purchase.authorization_token, refusal)
        : NOTHING
    )

  return { place, dropAuthorization }
}

const NOTHING: PlaceResult = { result: "nothing" }

const failures = {
  over: { code: "authorization_over", message: "The Klarna session has expired" },
  foreign: { code: "authorization_invalid", message: "Klarna does not show this session as authorized" },
  intent: { code: "cart_changed", message: "The session asks for another intent than the cart does" },
  tokenLost: { code: "authorization_invalid", message: "Klarna's answer with the customer token was lost" },
  country: { code: "country_changed", message: "The goods would go to another country" },
} satisfies Record<string, Refusal>
