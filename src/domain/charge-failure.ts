/**
 * What a failed charge of a customer token means.
 *
 * @see `klarna/token-charge-failure.ts`, which reads it from Klarna's answer
 */
export type ChargeFailure =
  | "retry_later"
  | "needs_customer"
  | "token_ended"
  | "token_suspended"
  | "our_mistake"
  | "unknown_outcome"
  | "unknown"

export type AfterFailure =
  /** Charge again then, as a new charge. */
  | { act: "charge_again"; at: number }
  /** Send the same charge again: nobody knows what became of it. */
  | { act: "repeat" }
  /** Only the customer can help: they are sent a payment link. */
  | { act: "send_link"; reason: LinkReason }
  /** Nothing more happens by itself: somebody has to look. */
  | { act: "alarm"; reason: "our_mistake" | "unknown" }

export type LinkReason =
  | "payment_failed"
  | "payment_method_unavailable"
  | "token_ended"
  | "token_suspended"
  /** Klarna's fraud check refused what the token was charged for. */
  | "rejected"
  /** Klarna's answer with the token was lost, or the page placed the order without one. */
  | "token_missing"

const DAY_MS = 86_400_000

/**
 * @param refusals how often this period's charge was refused, this time included
 * @param firstRefusedAt milliseconds since the epoch
 * @param retryAfterDays days after the first refusal on which it is charged again
 */
export function afterFailure(
  failure: ChargeFailure,
  refusals: number,
  firstRefusedAt: number,
  retryAfterDays: readonly number[]
): AfterFailure {
  const days = retryAfterDays[refusals - 1]
  const later = days === undefined ? undefined : firstRefusedAt + days * DAY_MS
  switch (failure) {
    case "retry_later":
      return later === undefined
        ? { act: "send_link", reason: "payment_failed" }
        : { act: "charge_again", at: later }
    case "token_suspended":
      return later === undefined
        ? { act: "send_link", reason: "token_suspended" }
        : { act: "charge_again", at: later }
    case "needs_customer":
      return { act: "send_link", reason: "payment_method_unavailable" }
    case "token_ended":
      return { act: "send_link", reason: "token_ended" }
    case "our_mistake":
    case "unknown":
      return { act: "alarm", reason: failure }
    case "unknown_outcome":
      return { act: "repeat" }
  }
}
