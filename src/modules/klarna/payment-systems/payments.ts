import type { KlarnaConfig } from "../../../config/klarna-config"
import { paymentsPolicy } from "../../../config/payments-policy"
import type { KlarnaOrderDraft } from "../../../domain/klarna-order-draft"
import { intentOf, type Intent } from "../../../domain/tokenize-intent"
import {
  isSessionCompleted,
  KlarnaApiError,
  paymentsSessionUrl,
  type KlarnaClients,
  type KlarnaManagedOrder,
  type KlarnaPage,
} from "../../../klarna"
import { paymentsUrls } from "../callback-addresses"
import type { Clock } from "../clock"
import type { Authorizations } from "../authorizations"
import type { PageRow, PurchaseRow } from "../rows"
import { isSpent } from "../stores/authorization-store"
import type { PageStore } from "../stores/page-store"
import { statusOf } from "../status-of"
import { ACQUIRING_CHANNEL } from "./acquiring-channel"
import { placesItself } from "../places-itself"
import { isOlderThanItsPage } from "./lifetime"
import type { PaymentSystem, Reading } from "./payment-system"

type Dependencies = {
  config: KlarnaConfig
  pages: PageStore
  authorizations: Authorizations
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  accountBaseUrl: (accountId: string) => string
  now: Clock
}

/**
 * Klarna Payments: a session that the buyer authorizes, on the hosted page or in the widget, and that becomes an
 * order when it is placed: by the page, or by us with the authorization token.
 *
 * @see klarna-payments: 48 hours from creation; klarna-hpp: place_order_mode
 */
export function createPaymentsSystem({
  config,
  pages,
  authorizations,
  clientsOf,
  accountBaseUrl,
  now,
}: Dependencies): PaymentSystem {
  return {
    givesTokens: true,

    policy: ({ account, ...place }) => paymentsPolicy(config, { ...place, account: account.id }),

    async create({ purchase, account, draft, secret }) {
      const session = await clientsOf(account.id, purchase.id).payments.createSession({
        ...forSession(purchase, draft),
        ...intentFor(draft),
        acquiring_channel: ACQUIRING_CHANNEL[purchase.channel],
        merchant_urls: paymentsUrls(config, { reference: purchase.reference, secret }),
        merchant_reference2: purchase.subject_id,
      })
      return {
        kp_session_id: session.session_id,
        widget: {
          client_token: session.client_token,
          payment_method_categories: session.payment_method_categories as never,
        },
        ...toReading("incomplete", { ...withoutPeople(draft), started_at: new Date(now()).toISOString() }),
      }
    },

    async update(purchase, draft) {
      const { payments } = clientsOf(purchase.account_id, purchase.id)
      try {
        await payments.updateSession(sessionOf(purchase), {
          ...forSession(purchase, draft),
          ...intentFor(draft),
        })
      } catch (error) {
        if (isSessionCompleted(error)) return { result: "read_only" }
        if (isNotFound(error)) return { result: "over" }
        throw error
      }
      // What was authorized before is not what is to be paid now.
      if ((await authorizations.giveBack(purchase)) === "used") return { result: "read_only" }
      const { started_at } = (purchase.snapshot ?? {}) as { started_at?: string }
      return {
        result: "updated",
        reading: {
          ...toReading("incomplete", { ...withoutPeople(draft), started_at }),
          authorization_token: null,
        },
      }
    },

    read,

    async end(purchase) {
      if (!purchase.kp_session_id) return "over"
      if (purchase.klarna_order_id) return "maybe_paid"
      if ((await authorizations.giveBack(purchase)) === "used") return "maybe_paid"
      // A session has no end of its own but its 48 hours: what comes of it until then is given back.
      return isOlderThanItsPage(purchase, now()) ? "over" : "lapsing"
    },

    pageFor: (purchase) => paymentsSessionUrl(accountBaseUrl(purchase.account_id), sessionOf(purchase)),
  }

  /** Said where tokens are given at all: a cart may lose its last subscription. */
  function intentFor(draft: KlarnaOrderDraft): { intent?: Intent } {
    return config.customerTokens ? { intent: intentOf(draft) } : {}
  }

  async function read(purchase: PurchaseRow): Promise<Reading> {
    if (purchase.klarna_order_id) return readOrder(purchase, purchase.klarna_order_id)
    // Charged with a token there is nothing to read before Klarna has answered.
    if (!purchase.kp_session_id) return { klarna_status: purchase.klarna_status, snapshot: purchase.snapshot }
    if (purchase.presentation === "widget") return readSession(purchase)
    const page = await pages.latest(purchase.id)
    return page ? readPage(purchase, page) : readSession(purchase)
  }

  /** The page tells what came of it: an order, or what we place one with. Until it is through, nothing has. */
  async function readPage(purchase: PurchaseRow, page: PageRow): Promise<Reading> {
    const session = await readPageSession(purchase, page)
    const found = session && (await foundBy(purchase, session))
    if (found) return found
    const isOpen = session && !page.closed_at && STILL_PAYABLE.includes(session.status)
    return isOpen && !purchase.authorization_token
      ? { klarna_status: "incomplete", snapshot: purchase.snapshot }
      : readSession(purchase)
  }

  /** @returns nothing when Klarna has forgotten the page */
  async function readPageSession(purchase: PurchaseRow, page: PageRow): Promise<KlarnaPage | undefined> {
    try {
      return await clientsOf(purchase.account_id, purchase.id).hostedPaymentPage.readSession(
        page.hpp_session_id
      )
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }

  async function foundBy(purchase: PurchaseRow, session: KlarnaPage): Promise<Reading | undefined> {
    if (session.order_id) return readOrder(purchase, session.order_id)
    const [token] = usable(purchase, session.authorization_token)
    return token ? authorized(purchase, token) : undefined
  }

  async function readSession(purchase: PurchaseRow): Promise<Reading> {
    try {
      const session = await clientsOf(purchase.account_id, purchase.id).payments.readSession(
        sessionOf(purchase)
      )
      if (session.status.toLowerCase() === "complete") return await findOrder(purchase)
      if (session.status.toLowerCase() !== "incomplete") {
        return { klarna_status: session.status.toLowerCase(), snapshot: purchase.snapshot }
      }
      const [token] = usable(purchase, session.authorization_token, purchase.authorization_token)
      if (token) return authorized(purchase, token)
      // An authorization that was used up leads to an order, whatever the session says at this moment.
      if (statusOf(purchase) === "placing" && !isBeyondPlacing(purchase, now())) {
        return { klarna_status: "placing", snapshot: purchase.snapshot }
      }
      return { klarna_status: "incomplete", snapshot: purchase.snapshot }
    } catch (error) {
      if (!isNotFound(error)) throw error
      const over = isOlderThanItsPage(purchase, now()) && statusOf(purchase) !== "placing"
      return { klarna_status: over ? "gone" : purchase.klarna_status, snapshot: purchase.snapshot }
    }
  }

  /** The session became an order; which, only its page knows, or Klarna's push. Klarna has no search. */
  async function findOrder(purchase: PurchaseRow): Promise<Reading> {
    for (const page of await pages.ofPurchase(purchase.id)) {
      const session = await readPageSession(purchase, page)
      if (session?.order_id) return readOrder(purchase, session.order_id)
    }
    return { klarna_status: "placing", snapshot: purchase.snapshot }
  }

  /** Nothing is believed before Order Management shows it, which may take minutes. */
  async function readOrder(purchase: PurchaseRow, klarnaOrderId: string): Promise<Reading> {
    try {
      const order = await clientsOf(purchase.account_id, purchase.id).orderManagement.readOrder(klarnaOrderId)
      return {
        ...toReading(orderStatus(order), order),
        ...referenceOf(order),
        klarna_order_id: klarnaOrderId,
        authorization_token: null,
      }
    } catch (error) {
      if (!isNotFound(error)) throw error
      // Placed by us, it is known by the answer; placed by the page, it is not known yet.
      const klarna_status = purchase.klarna_order_id ? purchase.klarna_status : "placing"
      return {
        klarna_status,
        snapshot: purchase.snapshot,
        klarna_order_id: klarnaOrderId,
        authorization_token: null,
      }
    }
  }
}

/** 60 minutes, as Klarna Payments gives them, and some for clocks that differ. */
const AUTHORIZATION_MS = 65 * 60_000

/** No authorization outlives its hour: what has not become an order by then, never does. */
const isBeyondPlacing = ({ placing_since }: PurchaseRow, now: number): boolean =>
  placing_since !== null && now - placing_since.getTime() > AUTHORIZATION_MS

/** States of a page on which a buyer can still act, so that nothing has come of it. */
const STILL_PAYABLE = ["WAITING", "IN_PROGRESS", "BACK", "FAILED", "ERROR", "MANUAL_ID_CHECK"]

/** Where the page places the order, a token that shows up on the way is the page's to use, not ours. */
const usable = (purchase: PurchaseRow, ...tokens: (string | null | undefined)[]): string[] =>
  placesItself(purchase) ? [] : tokens.flatMap((token) => (token && !isSpent(purchase, token) ? token : []))

const authorized = (purchase: PurchaseRow, token: string): Reading => ({
  klarna_status: "authorized",
  snapshot: purchase.snapshot,
  authorization_token: token,
})

/**
 * On Klarna's page nobody else tells who buys; in the widget the shop's page does, when the buyer agrees.
 *
 * @see klarna-payments §4: personal data belongs into `authorize`
 */
const forSession = ({ presentation }: PurchaseRow, draft: KlarnaOrderDraft) =>
  presentation === "widget" ? withoutPeople(draft) : draft

function withoutPeople(draft: KlarnaOrderDraft): Record<string, unknown> {
  const { billing_address: _b, shipping_address: _s, ...rest } = draft
  return rest
}

const toReading = (klarna_status: string, said: Record<string, unknown>): Reading => ({
  klarna_status,
  snapshot: said,
})

/** Cancelled or expired before Medusa had it, there is no money to be had from it. */
function orderStatus(order: KlarnaManagedOrder): string {
  if (order.status === "CANCELLED" || order.status === "EXPIRED") return "rejected"
  return (order.fraud_status ?? "ACCEPTED").toLowerCase()
}

const referenceOf = ({ klarna_reference }: KlarnaManagedOrder) =>
  klarna_reference ? { klarna_reference } : {}

const sessionOf = (purchase: PurchaseRow) => purchase.kp_session_id as string

const isNotFound = (error: unknown) => error instanceof KlarnaApiError && error.status === 404
