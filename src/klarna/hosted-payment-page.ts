import { KlarnaApiError } from "./errors"
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

export type HostedPaymentPage = ReturnType<typeof createHostedPaymentPage>

/**
 * Calls under /hpp/v1. None takes an idempotency key.
 *
 * @see https://docs.klarna.com/api/hpp-merchant/
 */
export function createHostedPaymentPage(send: Transport) {
  return {
    /**
     * Opens a page for a Klarna Checkout order (`checkoutOrderUrl`) or a Klarna Payments session. When the
     * outcome is unknown, open another: both lead to the same payment, which can be paid once.
     *
     * @throws {KlarnaApiError} 400 a field is wrong; 404 the payment is unknown, completed or expired
     */
    async createSession(session: object): Promise<KlarnaCreatedPage> {
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
