import { isOutcomeUnknown, isTransient, KlarnaApiError } from "./errors"

/**
 * - `retry_later`: refused for now; another charge, with a key of its own, may go through another day
 * - `needs_customer`: the payment method failed or does not fit; the shopper has to agree anew
 * - `token_ended`: unknown, cancelled, or another merchant's; never charge it again
 * - `token_suspended`: by Klarna; it may become active again
 * - `our_mistake`: the body is wrong, and stays wrong when it is repeated
 * - `unknown_outcome`: Klarna has not decided; send the same bytes with the same key
 * - `unknown`: decides nothing, e.g. bad credentials or a code that nobody documented
 */
export type TokenChargeFailure =
  | "retry_later"
  | "needs_customer"
  | "token_ended"
  | "token_suspended"
  | "our_mistake"
  | "unknown_outcome"
  | "unknown"

/** By code and not by status: a cancelled token is documented with 400 as well as 403. */
const MEANINGS: ReadonlyMap<string, TokenChargeFailure> = new Map([
  ["PAYMENT_METHOD_FAILED", "retry_later"],
  ["UNAVAILABLE_PAYMENT_METHOD", "needs_customer"],
  ["PAYMENT_METHOD_CURRENCY_MISMATCH", "needs_customer"],
  ["TOKEN_NOT_FOUND", "token_ended"],
  ["TOKEN_CANCELLED", "token_ended"],
  ["TOKEN_FORBIDDEN", "token_ended"],
  ["TOKEN_SUSPENDED", "token_suspended"],
  ["BAD_VALUE", "our_mistake"],
  ["BAD_REQUEST", "our_mistake"],
])

/**
 * What a failed charge of a customer token means for the subscription.
 *
 * A 409 that does not name a bad value leaves the outcome unknown: an earlier request with the same key may
 * still be in the works, and a new key would charge twice.
 *
 * @see https://docs.klarna.com/payments/web-payments/integrate-with-klarna-payments/tokenized-payments/recover-token-charge-failure
 */
export function toTokenChargeFailure(error: unknown): TokenChargeFailure {
  if (isOutcomeUnknown(error) || isTransient(error)) return "unknown_outcome"
  return error instanceof KlarnaApiError ? tokenChargeFailureOf(error.code) : "unknown"
}

/** The same of a refusal of which only Klarna's `error_code` is left. */
export const tokenChargeFailureOf = (code: string): TokenChargeFailure => MEANINGS.get(code) ?? "unknown"
