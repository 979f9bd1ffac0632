import { isOutcomeUnknown, isRefused, KlarnaApiError, KlarnaUnreachableError } from "../../klarna"

export const isKlarnaFailure = (error: unknown): error is KlarnaApiError | KlarnaUnreachableError =>
  error instanceof KlarnaApiError || error instanceof KlarnaUnreachableError

/** Right after a purchase, and perhaps later for a moment, Order Management does not know the order. */
export const isNotVisible = (error: KlarnaApiError | KlarnaUnreachableError) =>
  error instanceof KlarnaApiError && error.status === 404 && error.code !== "NO_SUCH_CAPTURE"

/** `refused`: nothing happened and this intent is over. Anything that leaves a doubt is `unknown`. */
export function outcomeOf(
  error: KlarnaApiError | KlarnaUnreachableError,
  mayHaveHappened: boolean
): "refused" | "unknown" {
  // A second try that was throttled, not connected or led to no order says nothing about the first one.
  if (mayHaveHappened) return isRefused(error) && !isNotVisible(error) ? "refused" : "unknown"
  return isOutcomeUnknown(error) ? "unknown" : "refused"
}

/** Klarna's own words, where it said something. */
export const sentenceOf = (error: KlarnaApiError | KlarnaUnreachableError) =>
  (error instanceof KlarnaApiError && error.messages.join(" ")) || error.message
