import { KlarnaApiError } from "./errors"

/**
 * Whether something has already come of this authorization: an order, or a customer token. Look for it before
 * anybody hears of a failure: the session is `complete`, our own records, Order Management by reference.
 *
 * Klarna shares these codes with other complaints, so here the text decides.
 *
 * @see https://docs.klarna.com/resources/developer-tools/error-handling/error-codes-and-messages-for-klarna-payments
 */
export function isConsumedAuthorization(error: unknown): boolean {
  return (
    isSessionCompleted(error) ||
    says(error, 403, "INVALID_OPERATION", /already consumed/i) ||
    says(error, 409, "BAD_VALUE", /already completed/i)
  )
}

/** Whether an order was placed for this session: it can neither be changed nor authorized any more. */
export function isSessionCompleted(error: unknown): boolean {
  return error instanceof KlarnaApiError && error.code === "SESSION_COMPLETED"
}

/** Whether an authorization is over: older than 60 minutes, given back, replaced by a newer one, or unknown. */
export function isInvalidAuthorization(error: unknown): boolean {
  return says(error, 404, "NOT_FOUND", /invalid authorization token/i)
}

/** Whether Klarna will not let this shopper buy, although an authorization was given. */
export function isRejected(error: unknown): boolean {
  return error instanceof KlarnaApiError && error.code === "REJECTED"
}

const says = (error: unknown, status: number, code: string, text: RegExp): boolean =>
  error instanceof KlarnaApiError &&
  error.status === status &&
  error.code === code &&
  error.messages.some((message) => text.test(message))
