import type { ErrorBody } from "./http/refusal"
import { ENVIRONMENTS, REGIONS, type Environment, type Region } from "./merchant"

/** Switches for behaviour that no source settles, and for what a test wants to see. */
export type Settings = {
  /** A purchase under way when its page was disabled still completes when the consumer approves. */
  completes_although_disabled: boolean
  /** How long Order Management answers 404 after a purchase. */
  om_lag_ms: number
  /** From completion to the first push. */
  push_delay_ms: number
  /** How much later the first push comes with `confirmation_page_upsell`. */
  upsell_window_ms: number
  /** Between the attempts of one status_update. */
  callback_retry_ms: number
  skip_status_update: boolean
  /** An open page that nobody touches for this long causes a `TIMEOUT` callback; 0: never. */
  page_timeout_ms: number
  /** An approval in a store waits for the seller to compare an identity document. */
  manual_identification: boolean
  skip_push: boolean
  /** A fully captured and fully refunded order reads CLOSED instead of CAPTURED. */
  closes_when_refunded: boolean
  /** What an aborted KCO order answers to a read. */
  aborted_order: "readable" | "not_found"
  /** Whether an approval takes the order as it is now, or as the open page showed it. */
  stale_page: "current" | "as_shown"
  idempotency_scope: "path" | "merchant"
  /** Whether a request waits for an earlier one with its key that is not answered yet, or gets 409 `CONFLICT`. */
  idempotency_in_flight: "waits" | "refused"
  /** Whether a 4xx is the answer to a repeated key as well. */
  idempotency_keeps_refusals: boolean
  /** Whether an expired KCO order's 404 carries a body. */
  expired_order_body: "json" | "empty"
  /** What a 401 carries: `UNAUTHORIZED` with a list, `PERMISSION_DENIED` with a single message, or nothing. */
  unauthorized_body: ErrorBody
  /** What a new KP session offers: three categories, or one that holds them all. */
  kp_categories: "several" | "klarna"
  /** Whether reading a KP session answers the authorization token. */
  kp_session_shows_token: boolean
  /** What placing the same order again with its token answers. */
  kp_order_again: "first_answer" | "refused"
  /** What the sandbox's address stands for; credentials of another region or environment are refused. */
  region: Region | "any"
  environment: Environment | "any"
  /** Whether calls are counted per merchant and answered with 429 when they are too many. */
  rate_limits: boolean
  /** Whether only so many e-mails and SMS are sent per day and merchant, as in the playground. */
  message_limits: boolean
}

export const defaultSettings: Settings = {
  completes_although_disabled: false,
  om_lag_ms: 0,
  push_delay_ms: 120_000,
  upsell_window_ms: 600_000,
  callback_retry_ms: 5_000,
  skip_status_update: false,
  page_timeout_ms: 0,
  manual_identification: false,
  skip_push: false,
  closes_when_refunded: false,
  aborted_order: "readable",
  stale_page: "current",
  idempotency_scope: "path",
  idempotency_in_flight: "waits",
  idempotency_keeps_refusals: true,
  expired_order_body: "json",
  unauthorized_body: "list",
  kp_categories: "several",
  kp_session_shows_token: true,
  kp_order_again: "first_answer",
  region: "any",
  environment: "any",
  rate_limits: false,
  message_limits: false,
}

const choices: { [name in keyof Settings]?: readonly string[] } = {
  aborted_order: ["readable", "not_found"],
  stale_page: ["current", "as_shown"],
  idempotency_scope: ["path", "merchant"],
  idempotency_in_flight: ["waits", "refused"],
  expired_order_body: ["json", "empty"],
  unauthorized_body: ["list", "singular", "empty"],
  kp_categories: ["several", "klarna"],
  kp_order_again: ["first_answer", "refused"],
  region: ["any", ...REGIONS],
  environment: ["any", ...ENVIRONMENTS],
}

/** @returns one sentence per setting that is unknown or has an impossible value */
export function settingProblems(changes: Record<string, unknown>): string[] {
  return Object.entries(changes).flatMap(([name, value]) => {
    if (!Object.hasOwn(defaultSettings, name)) return [`${name} is not a setting`]
    const key = name as keyof Settings
    const allowed = choices[key]
    if (allowed) {
      return allowed.includes(String(value)) ? [] : [`${name} must be one of ${allowed.join(", ")}`]
    }
    const wanted = typeof defaultSettings[key]
    if (typeof value !== wanted) return [`${name} must be a ${wanted}`]
    return typeof value === "number" && !(Number.isInteger(value) && value >= 0)
      ? [`${name} must be a whole number of milliseconds`]
      : []
  })
}
