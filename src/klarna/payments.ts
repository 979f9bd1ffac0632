import { isSessionCompleted } from "./authorization-errors"
import { KlarnaApiError } from "./errors"
import { toResult, type WriteResult } from "./keyed-write"
import { createdCustomerTokenSchema, type KlarnaCreatedCustomerToken } from "./responses/customer-token"
import {
  createdPaymentsSessionSchema,
  paymentsSessionSchema,
  type KlarnaCreatedPaymentsSession,
  type KlarnaPaymentsSession,
} from "./responses/payments-session"
import { placedOrderSchema, type KlarnaPlacedOrder } from "./responses/placed-order"
import { readBody } from "./responses/read-body"
import type { KlarnaRequest, Transport } from "./transport"

const SESSIONS = "/payments/v1/sessions"

const sessionPath = (klarnaSessionId: string) => `${SESSIONS}/${encodeURIComponent(klarnaSessionId)}`

const authorizationPath = (authorizationToken: string) =>
  `/payments/v1/authorizations/${encodeURIComponent(authorizationToken)}`

/** The address of a Klarna Payments session: the `payment_session_url` of its hosted payment page. */
export const paymentsSessionUrl = (baseUrl: string, klarnaSessionId: string): string =>
  `${baseUrl.replace(/\/+$/, "")}${sessionPath(klarnaSessionId)}`

/**
 * - `cancelled`: the authorization is given back
 * - `gone`: it has expired, was replaced by a newer one, or is unknown
 * - `not_cancelled`: it was used. Read the session: an order may have been placed
 */
export type CancelAuthorizationResult = "cancelled" | "gone" | "not_cancelled"

export type Payments = ReturnType<typeof createPayments>

/**
 * Calls under /payments/v1. None takes an idempotency key, so no write is repeated here once its answer is
 * lost. Bodies are Klarna's, amounts in minor units. An authorization token is a secret: it is never the
 * subject of a log line.
 *
 * @see https://docs.klarna.com/api/payments/
 */
export function createPayments(send: Transport) {
  return {
    /**
     * Opens a session for 48 hours. When the outcome is unknown, open another: the lost one was never shown
     * to anybody, and lapses.
     *
     * @throws {KlarnaApiError} `BAD_VALUE` (400) with one message per violation; `INVALID_OPERATION` (403) not
     *   enabled for the merchant
     */
    async createSession(session: object): Promise<KlarnaCreatedPaymentsSession> {
      const request: KlarnaRequest = {
        operation: "create payments session",
        method: "POST",
        path: SESSIONS,
        body: JSON.stringify(session),
        rateClass: "sessionCreate",
      }
      return readBody(createdPaymentsSessionSchema, request.operation, await send(request))
    },

    /** @throws {KlarnaApiError} `NOT_FOUND` (404) expired or unknown */
    async readSession(klarnaSessionId: string): Promise<KlarnaPaymentsSession> {
      const request: KlarnaRequest = {
        operation: "read payments session",
        method: "GET",
        path: sessionPath(klarnaSessionId),
        subject: klarnaSessionId,
      }
      return readBody(paymentsSessionSchema, request.operation, await send(request))
    },

    /**
     * Replaces what is sent and keeps what is not; amounts and lines always go together. An authorization that
     * was given before stands for what was agreed to then.
     *
     * @throws {KlarnaApiError} `SESSION_COMPLETED` (404): an order was placed; `NOT_FOUND` (404): expired
     */
    async updateSession(klarnaSessionId: string, changes: object): Promise<WriteResult> {
      const answer = await send({
        operation: "update payments session",
        method: "POST",
        path: sessionPath(klarnaSessionId),
        subject: klarnaSessionId,
        body: JSON.stringify(changes),
      })
      return toResult(answer)
    },

    /**
     * Turns an authorization into an order. When the outcome is unknown, send the stored body again: the token
     * is the guard, and the same body brings the first order back, or `isConsumedAuthorization`.
     *
     * @param body JSON as the ledger stored it: what was authorized, without `acquiring_channel`, `attachment`,
     *   `design`, `intent` and `options`
     * @throws {KlarnaApiError} see `isConsumedAuthorization`, `isInvalidAuthorization`, `isRejected`; `BAD_VALUE`
     *   (409) it differs from what was authorized
     */
    async placeOrder(authorizationToken: string, body: string): Promise<KlarnaPlacedOrder & WriteResult> {
      const request: KlarnaRequest = {
        operation: "place order",
        method: "POST",
        path: `${authorizationPath(authorizationToken)}/order`,
        body,
      }
      const answer = await send(request)
      return { ...readBody(placedOrderSchema, request.operation, answer), ...toResult(answer) }
    },

    /**
     * Gives back an authorization that will not be used; it may weigh on the shopper's credit otherwise.
     *
     * @throws {KlarnaApiError} 403 another merchant's
     */
    async cancelAuthorization(authorizationToken: string): Promise<CancelAuthorizationResult> {
      try {
        await send({
          operation: "cancel authorization",
          method: "DELETE",
          path: authorizationPath(authorizationToken),
        })
        return "cancelled"
      } catch (error) {
        if (!(error instanceof KlarnaApiError) || error.status !== 404) throw error
        return wasUsed(error) ? "not_cancelled" : "gone"
      }
    },

    /**
     * Turns an authorization with intent `tokenize` or `buy_and_tokenize` into a token for charges without the
     * shopper; with the latter before the first order is placed. A token whose answer is lost cannot be asked
     * for again: the shopper has to authorize anew.
     *
     * @param body JSON as the ledger stored it: `description`, `intended_use`, `locale`, `purchase_country`,
     *   `purchase_currency`
     * @throws {KlarnaApiError} `INVALID_OPERATION` (403) agreed to a purchase only, or `isConsumedAuthorization`;
     *   `isInvalidAuthorization`
     */
    async createCustomerToken(
      authorizationToken: string,
      body: string
    ): Promise<KlarnaCreatedCustomerToken & WriteResult> {
      const request: KlarnaRequest = {
        operation: "create customer token",
        method: "POST",
        path: `${authorizationPath(authorizationToken)}/customer-token`,
        body,
      }
      const answer = await send(request)
      return { ...readBody(createdCustomerTokenSchema, request.operation, answer), ...toResult(answer) }
    },
  }
}

/** Klarna has no code of its own for it. */
const wasUsed = (error: KlarnaApiError) =>
  isSessionCompleted(error) || error.messages.some((message) => /cannot be deleted/i.test(message))
