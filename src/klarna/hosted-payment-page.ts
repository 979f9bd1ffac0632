import { KlarnaApiError } from "./errors"
import { toResult, type WriteResult } from "./keyed-write"
import { createdPageSchema, pageSchema, type KlarnaCreatedPage, type KlarnaPage } from "./responses/page"
import { readBody } from "./responses/read-body"
import type { KlarnaRequest, Transport } from "./transport"

const SESSIONS = "/hpp/v1/sessions"

const pathOf = (sessionId: string) => `${SESSIONS}/${encodeURIComponent(sessionId)}`

/**
 * - `disabled`: the page is closed. A purchase that was in flight may still complete
 * - `gone`: expired or unknown
 * - `not_disabled`: read the session and the payment, the money may have been taken
 */
export type DisableResult = "disabled" | "gone" | "not_disabled"

/** In upper case, unlike the `identifier` that Klarna Payments gives it. */
export type PageCategory =
  "DIRECT_DEBIT" | "DIRECT_BANK_TRANSFER" | "PAY_NOW" | "PAY_LATER" | "PAY_OVER_TIME" | "KLARNA"

/** Klarna refuses both at once. */
type Categories =
  | { payment_method_category?: PageCategory; payment_method_categories?: never }
  | { payment_method_category?: never; payment_method_categories?: PageCategory[] }

/** What a page is made from. `place_order_mode` and categories are for Klarna Payments alone. */
export type NewPage = {
  /** `checkoutOrderUrl` or `paymentsSessionUrl`, at the host that the page is created at. */
  payment_session_url: string
  /** Placeholders `{{session_id}}`, `{{order_id}}` and, in `success` alone, `{{authorization_token}}`. */
  merchant_urls?: Partial<
    Record<"success" | "back" | "cancel" | "failure" | "error" | "status_update", string>
  >
  options?: Categories & {
    /**
     * What an approval does: nothing (the default; the order is ours to place within 60 minutes), place the
     * order, or capture it as well.
     */
    place_order_mode?: "NONE" | "PLACE_ORDER" | "CAPTURE_ORDER"
    /** The label of the last button; `BUY` when absent. */
    purchase_type?: "BUY" | "RENT" | "BOOK" | "SUBSCRIBE" | "DOWNLOAD" | "ORDER" | "CONTINUE"
    page_title?: string
    logo_url?: string
    background_images?: { url: string; width: number }[]
    show_subtotal_detail?: "HIDE"
  }
  /** Default options that were agreed with Klarna. */
  profile_id?: string
}

/** Who gets a link, and how. @see klarna-hpp §10.1 */
export type DistributionContact =
  | { method: "email"; email: string }
  | { method: "sms"; phone: string; phone_country: string }
  | { method: "token"; access_id: string }

export type HostedPaymentPage = ReturnType<typeof createHostedPaymentPage>

/**
 * Calls under /hpp/v1. None takes an idempotency key.
 *
 * @see https://docs.klarna.com/api/hpp-merchant/
 */
export function createHostedPaymentPage(send: Transport) {
  return {
    /**
     * Opens a page for a Klarna Checkout order or a Klarna Payments session. When the outcome is unknown, open
     * another: both lead to the same payment, which can be paid once.
     *
     * @throws {KlarnaApiError} 400 a field is wrong; 404 the payment is unknown, completed or expired
     */
    async createSession(session: NewPage): Promise<KlarnaCreatedPage> {
      const request: KlarnaRequest = {
        operation: "create payment page",
        method: "POST",
        path: SESSIONS,
        body: JSON.stringify(session),
        rateClass: "hppCreate",
      }
      return readBody(createdPageSchema, request.operation, await send(request))
    },

    /** @throws {KlarnaApiError} 404 expired or unknown */
    async readSession(sessionId: string): Promise<KlarnaPage> {
      const request: KlarnaRequest = {
        operation: "read payment page",
        method: "GET",
        path: pathOf(sessionId),
        subject: sessionId,
      }
      return readBody(pageSchema, request.operation, await send(request))
    },

    /**
     * Has Klarna send the page's link; the message follows within seconds to minutes. Never repeated after a lost
     * answer: the buyer would get two.
     *
     * @throws {KlarnaApiError} 400 `MISSING_CONTACT_DATA`, `CONSTRAINT_VIOLATION`, `UNSUPPORTED_COUNTRY`, `UNKNOWN`
     *   and others; 403 `INVALID_OPERATION` this account sends no SMS; 404 the page or access id is gone
     */
    async distribute(sessionId: string, contact: DistributionContact): Promise<WriteResult> {
      const { method, ...contact_information } = contact
      const answer = await send({
        operation: "send payment link",
        method: "POST",
        path: `${pathOf(sessionId)}/distribution`,
        subject: sessionId,
        body: JSON.stringify({ method, contact_information }),
      })
      return toResult(answer)
    },

    /** Closes a page for good. Does not end the payment behind it. */
    async disableSession(sessionId: string): Promise<DisableResult> {
      try {
        await send({
          operation: "disable payment page",
          method: "DELETE",
          path: pathOf(sessionId),
          subject: sessionId,
        })
        return "disabled"
      } catch (error) {
        if (!(error instanceof KlarnaApiError)) throw error
        if (error.status === 404) return "gone"
        // 400 is documented for a completed page; a conflict with its state would mean the same.
        if (error.status === 400 || error.status === 409) return "not_disabled"
        throw error
      }
    },
  }
}
