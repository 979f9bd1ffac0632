/**
 * Subscribers to what happens on a page, which a shop may replace with its own. None of them is needed for the money to
 * be right: that is the settlement's, whoever listens.
 */
export const OUTCOME_SUBSCRIBERS = [
  "klarna-session-went-back",
  "klarna-session-completed",
  "klarna-session-cancelled",
  "klarna-session-disabled",
  "klarna-session-expired",
] as const

export type OutcomeSubscriber = (typeof OUTCOME_SUBSCRIBERS)[number]
