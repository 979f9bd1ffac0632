/** What an error answer said, after decoding. */
export type KlarnaFailure = {
  status: number
  /** Klarna's `error_code`, or `HTTP_<status>` when the body was not Klarna's (empty, or a firewall's HTML). */
  code: string
  correlationId: string | undefined
  messages: readonly string[]
  /** Milliseconds until the rate limit's window is over; only with 429. */
  retryAfterMs?: number
}

/** Klarna answered and said no (4xx). */
export class KlarnaApiError extends Error {
  override readonly name = "KlarnaApiError"
  /** Klarna's `error_code`, e.g. "CAPTURE_NOT_ALLOWED", or `HTTP_<status>`. Branch on this, never on the text. */
  readonly code: string
  /** HTTP status of the answer. */
  readonly status: number
  /** Klarna's `correlation_id`. Its support asks for it first. */
  readonly correlationId: string | undefined
  /** Klarna's `error_messages`, one per complaint. For merchants, not for shoppers. */
  readonly messages: readonly string[]
  /** With 429: milliseconds until the limit's window is over, when Klarna said so. */
  readonly retryAfterMs: number | undefined

  constructor(
    /** What was asked, e.g. "capture order". */
    readonly operation: string,
    failure: KlarnaFailure
  ) {
    super(`Klarna rejected ${operation}: ${failure.code} (${failure.status})`)
    this.code = failure.code
    this.status = failure.status
    this.correlationId = failure.correlationId
    this.messages = failure.messages
    this.retryAfterMs = failure.retryAfterMs
  }
}

/**
 * - `not_connected`: no connection came about, so nothing was sent and nothing happened
 * - `network`: the connection broke after the request may have been sent
 * - `timeout`: no complete answer within the account's `timeoutMs`
 * - `server_error`: a 5xx. Klarna's own policy: the state is unknown, repeat with the same key
 * - `unreadable_answer`: a redirect, or a success whose body or id header cannot be read
 */
export type UnreachableCode = "not_connected" | "network" | "timeout" | "server_error" | "unreadable_answer"

/**
 * No usable answer. Unless `isOutcomeUnknown` says otherwise, what was asked for may have happened.
 *
 * A 5xx is here and not in `KlarnaApiError`, because a gateway answers 502 to 504 for work that its
 * backend may still finish: to a write it is as ambiguous as a broken connection.
 */
export class KlarnaUnreachableError extends Error {
  override readonly name = "KlarnaUnreachableError"
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined
  readonly correlationId: string | undefined

  constructor(
    /** What was asked, e.g. "capture order". */
    readonly operation: string,
    readonly code: UnreachableCode,
    details: { cause?: unknown; status?: number; correlationId?: string } = {}
  ) {
    super(`No usable answer from Klarna to ${operation}: ${code}`, { cause: details.cause })
    this.status = details.status
    this.correlationId = details.correlationId
  }
}

/**
 * Whether a write that failed like this may have taken effect. Never start a new intent then: read Klarna's
 * order, or send the same bytes again with the same key.
 *
 * 409 is among them: Klarna answers it while an earlier request with the same key is still being worked on.
 * Not so the 409 `BAD_VALUE` of Klarna Payments: the body was compared with what was authorized, and differs.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  if (error instanceof KlarnaUnreachableError) {
    return error.code !== "not_connected"
  }
  return error instanceof KlarnaApiError && isConflict(error)
}

const isConflict = ({ status, code }: KlarnaApiError) => status === 409 && code !== "BAD_VALUE"

/** Whether the same request may succeed a moment later. Says nothing about whether repeating it is safe. */
export function isTransient(error: unknown): boolean {
  return error instanceof KlarnaUnreachableError || (error instanceof KlarnaApiError && error.status === 429)
}

/**
 * Whether Klarna has decided against this very request, so that the intent is closed and another attempt is
 * a new one. Not so for bad credentials (401), a firewall (403 without an `error_code`), a conflict (409) or
 * the rate limit (429): those say nothing about the request, nor about an earlier attempt with the same key.
 */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof KlarnaApiError)) return false
  if (error.status === 403) return error.code !== "HTTP_403"
  return !isConflict(error) && ![401, 408, 429].includes(error.status)
}
