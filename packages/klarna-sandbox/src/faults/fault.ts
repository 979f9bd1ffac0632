import type { CallbackKind } from "../state/records"

export const CALL_KINDS = ["latency", "status", "reset", "lost_response", "truncate", "rate_limit"] as const
export const CALLBACK_KINDS = ["drop", "delay", "duplicate", "reorder"] as const

/** The shop is waited for: nothing can overtake these. */
export const QUESTIONS: readonly CallbackKind[] = [
  "validation",
  "address_update",
  "shipping_option_update",
  "country_change",
]

export const CALLBACKS: readonly CallbackKind[] = [
  "status_update",
  "push",
  "authorization",
  "notification",
  ...QUESTIONS,
]

export type CallFaultKind = (typeof CALL_KINDS)[number]
export type CallbackFaultKind = (typeof CALLBACK_KINDS)[number]

export type FaultRequest = {
  kind: CallFaultKind | CallbackFaultKind
  /**
   * All given conditions must hold; without `match` everything fits. `path` is a regular expression, for the path of
   * a call, or for path and query of a callback's address. `method` is for calls, `callback` for callbacks.
   */
  match?: { method?: string; path?: string; callback?: CallbackKind }
  /** How often it strikes; always when absent. */
  times?: number
  /** How likely it strikes what fits, above 0 and up to 1; 1 when absent. */
  probability?: number
  /** The same seed gives the same strikes in the same order; the sandbox's seed when absent. */
  seed?: string
  /** `latency` and `delay`. */
  ms?: number
  /** `status`. */
  status?: number
  error_code?: string
  body?: unknown
  /** `duplicate`: how many extra copies. */
  count?: number
}

export type Fault = FaultRequest & {
  id: string
  /** What fitted while it was there, struck or not. */
  chances: number
  struck: number
}
