import type { KlarnaConfig } from "../../../config/klarna-config"
import {
  checkoutOrderUrl,
  KlarnaApiError,
  type KlarnaCheckoutOrder,
  type KlarnaClients,
} from "../../../klarna"
import { checkoutUrls } from "../callback-addresses"
import type { Clock } from "../clock"
import type { PurchaseRow } from "../rows"
import { ACQUIRING_CHANNEL } from "./acquiring-channel"
import { isOlderThanItsPage } from "./lifetime"
import type { PaymentSystem, Reading } from "./payment-system"

type Dependencies = {
  config: KlarnaConfig
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  accountBaseUrl: (accountId: string) => string
  now: Clock
}

/**
 * Klarna Checkout: an order that the buyer pays, with the same id in Order Management afterwards.
 *
 * @see klarna-checkout: sliding 48 hours, read-only once complete
 */
export function createCheckoutSystem({
  config,
  clientsOf,
  accountBaseUrl,
  now,
}: Dependencies): PaymentSystem {
  return {
    givesTokens: false,

    policy: () => undefined,

    async create({ purchase, account, draft, secret, sessionId }) {
      const order = await clientsOf(account.id, purchase.id).checkout.createOrder({
        ...draft,
        merchant_urls: checkoutUrls(
          config,
          { reference: purchase.reference, secret },
          draft.purchase_country,
          {
            cart_id: purchase.subject_type === "cart" ? purchase.subject_id : undefined,
            payment_session_id: sessionId,
            country: draft.purchase_country.toLowerCase(),
            locale: draft.locale,
          }
        ),
        merchant_reference2: purchase.subject_id,
        options: {
          acquiring_channel: ACQUIRING_CHANNEL[purchase.channel],
          // The page has no merchant JavaScript that could answer.
          require_client_validation: false,
          require_validate_callback_success: config.policies.requireValidation,
          allow_separate_shipping_address: true,
        },
      })
      return { klarna_order_id: order.order_id, ...toReading(order) }
    },

    async update(purchase, draft) {
      try {
        const order = await clientsOf(purchase.account_id, purchase.id).checkout.updateOrder(
          idOf(purchase),
          draft
        )
        return { result: "updated", reading: toReading(order) }
      } catch (error) {
        if (!(error instanceof KlarnaApiError)) throw error
        if (error.status === 404) return { result: "over" }
        if (error.code === "READ_ONLY_ORDER") return { result: "read_only" }
        throw error
      }
    },

    async read(purchase) {
      try {
        return toReading(await clientsOf(purchase.account_id, purchase.id).checkout.readOrder(idOf(purchase)))
      } catch (error) {
        if (isNotFound(error)) return readForgotten(purchase)
        throw error
      }
    },

    async end(purchase) {
      if (!purchase.klarna_order_id) return "over"
      try {
        await clientsOf(purchase.account_id, purchase.id).checkout.abortOrder(purchase.klarna_order_id)
        return "over"
      } catch (error) {
        if (!(error instanceof KlarnaApiError)) throw error
        if (error.status === 404) return "over"
        // READ_ONLY_ORDER: paid a moment ago. The next check reads it and settles the money.
        if (error.status === 403) return "maybe_paid"
        throw error
      }
    },

    pageFor: (purchase) => checkoutOrderUrl(accountBaseUrl(purchase.account_id), idOf(purchase)),
  }

  /**
   * The Checkout API does not know the order. That alone ends nothing: a paid order lives on in Order Management
   * under the same id, and before its 48 hours are over a 404 is somebody's mistake.
   */
  async function readForgotten(purchase: PurchaseRow): Promise<Reading> {
    try {
      const order = await clientsOf(purchase.account_id, purchase.id).orderManagement.readOrder(
        idOf(purchase)
      )
      return toReading({ ...order, status: "checkout_complete" } as never)
    } catch (error) {
      if (!isNotFound(error)) throw error
      const over = isOlderThanItsPage(purchase, now())
      return { klarna_status: over ? "gone" : purchase.klarna_status, snapshot: purchase.snapshot }
    }
  }
}

const idOf = (purchase: PurchaseRow) => purchase.klarna_order_id as string

const isNotFound = (error: unknown) => error instanceof KlarnaApiError && error.status === 404

/** What is kept of an answer: the part that decisions and the cart need, without the page's HTML. */
function toReading(order: KlarnaCheckoutOrder): Reading {
  const { html_snippet: _, ...snapshot } = order as KlarnaCheckoutOrder & { html_snippet?: string }
  return { klarna_status: order.status.toLowerCase(), snapshot }
}
