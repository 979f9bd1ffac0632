import type { KlarnaConfig } from "../../../config/klarna-config"
import { paymentsPolicy } from "../../../config/payments-policy"
import type { KlarnaOrderDraft } from "../../../domain/klarna-order-draft"
import {
  isSessionCompleted,
  KlarnaApiError,
  paymentsSessionUrl,
  type KlarnaClients,
  type KlarnaManagedOrder,
} from "../../../klarna"
import { paymentsUrls } from "../callback-addresses"
import type { Clock } from "../clock"
import type { PageRow, PurchaseRow } from "../rows"
import type { PageStore } from "../stores/page-store"
import { ACQUIRING_CHANNEL } from "./acquiring-channel"
import { isOlderThanItsPage } from "./lifetime"
import type { PaymentSystem, Reading } from "./payment-system"

type Dependencies = {
  config: KlarnaConfig
  pages: PageStore
  clientsOf: (accountId: string) => KlarnaClients
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
  clientsOf,
  accountBaseUrl,
  now,
}: Dependencies): PaymentSystem {
  return {
    policy: ({ account, ...place }) => paymentsPolicy(config, { ...place, account: account.id }),

    async create({ purchase, account, draft, secret }) {
      const session = await clientsOf(account.id).payments.createSession({
        ...forSession(purchase, draft),
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
        ...toReading("incomplete", withoutPeople(draft)),
      }
    },

    async update(purchase, draft) {
      const { payments } = clientsOf(purchase.account_id)
      try {
        await payments.updateSession(sessionOf(purchase), forSession(purchase, draft))
      } catch (error) {
        if (isSessionCompleted(error)) return { result: "read_only" }
        if (isNotFound(error)) return { result: "over" }
        throw error
      }
      // What was authorized before is not what is to be paid now.
      const dropped =
        purchase.authorization_token && (await payments.cancelAuthorization(purchase.authorization_token))
      if (dropped === "not_cancelled") return { result: "read_only" }
      return {
        result: "updated",
        reading: { ...toReading("incomplete", withoutPeople(draft)), authorization_token: null },
      }
    },

    read,

    async end(purchase) {
      if (!purchase.kp_session_id) return "over"
      if (purchase.klarna_order_id) return "maybe_paid"
      const { payments } = clientsOf(purchase.account_id)
      if (purchase.authorization_token) {
        const result = await payments.cancelAuthorization(purchase.authorization_token)
        if (result === "not_cancelled") return "maybe_paid"
      }
      // A session has no end of its own but its 48 hours: what comes of it until then is given back.
      return isOlderThanItsPage(purchase, now()) ? "over" : "lapsing"
    },

    pageFor: (purchase) => paymentsSessionUrl(accountBaseUrl(purchase.account_id), sessionOf(purchase)),
  }

  async function read(purchase: PurchaseRow): Promise<Reading> {
    if (purchase.klarna_order_id) return readOrder(purchase, purchase.klarna_order_id)
    if (purchase.presentation === "widget") return readSession(purchase)
    const page = await pages.latest(purchase.id)
    return page ? readPage(purchase, page) : readSession(purchase)
  }

  /** The page tells what came of it: an order, or what we place one with. Until it is through, nothing has. */
  async function readPage(purchase: PurchaseRow, page: PageRow): Promise<Reading> {
    const found = await findOnPage(purchase, page)
    if (found) return found
    if (!page.closed_at && !purchase.authorization_token && STILL_PAYABLE.includes(page.state)) {
      return { klarna_status: "incomplete", snapshot: purchase.snapshot }
    }
    return readSession(purchase)
  }

  async function findOnPage(purchase: PurchaseRow, page: PageRow): Promise<Reading | undefined> {
    try {
      const session = await clientsOf(purchase.account_id).hostedPaymentPage.readSession(page.hpp_session_id)
      if (session.order_id) return await readOrder(purchase, session.order_id)
      if (session.authorization_token) return authorized(purchase, session.authorization_token)
      return undefined
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }

  async function readSession(purchase: PurchaseRow): Promise<Reading> {
    try {
      const session = await clientsOf(purchase.account_id).payments.readSession(sessionOf(purchase))
      if (session.status.toLowerCase() === "complete") return await findOrder(purchase)
      if (session.status.toLowerCase() !== "incomplete") {
        return { klarna_status: session.status.toLowerCase(), snapshot: purchase.snapshot }
      }
      const token = session.authorization_token ?? purchase.authorization_token
      return token
        ? authorized(purchase, token)
        : { klarna_status: "incomplete", snapshot: purchase.snapshot }
    } catch (error) {
      if (!isNotFound(error)) throw error
      const over = isOlderThanItsPage(purchase, now())
      return { klarna_status: over ? "gone" : purchase.klarna_status, snapshot: purchase.snapshot }
    }
  }

  /** The session became an order; which, only its page knows, or Klarna's push. Klarna has no search. */
  async function findOrder(purchase: PurchaseRow): Promise<Reading> {
    for (const page of await pages.ofPurchase(purchase.id)) {
      const found = await findOnPage(purchase, page)
      if (found?.klarna_order_id) return found
    }
    return { klarna_status: "placing", snapshot: purchase.snapshot }
  }

  /** Nothing is believed before Order Management shows it, which may take minutes. */
  async function readOrder(purchase: PurchaseRow, klarnaOrderId: string): Promise<Reading> {
    try {
      const order = await clientsOf(purchase.account_id).orderManagement.readOrder(klarnaOrderId)
      return {
        ...toReading(orderStatus(order), order),
        ...referenceOf(order),
        klarna_order_id: klarnaOrderId,
      }
    } catch (error) {
      if (!isNotFound(error)) throw error
      // Placed by us, it is known by the answer; placed by the page, it is not known yet.
      const klarna_status = purchase.klarna_order_id ? purchase.klarna_status : "placing"
      return { klarna_status, snapshot: purchase.snapshot, klarna_order_id: klarnaOrderId }
    }
  }
}

/** States of a page on which a buyer can still act, so that nothing has come of it. */
const STILL_PAYABLE = ["WAITING", "IN_PROGRESS", "BACK", "FAILED", "ERROR", "MANUAL_ID_CHECK"]

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
