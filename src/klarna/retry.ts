import { randomInt } from "node:crypto"
import { setTimeout as sleepFor } from "node:timers/promises"
import { isOutcomeUnknown, isRefused, isTransient, KlarnaApiError, KlarnaUnreachableError } from "./errors"
import type { KlarnaRequest, Transport } from "./transport"

export type Sleep = (ms: number) => Promise<unknown>

/** The longest that a request waits for a rate limit's window; beyond it the caller had better come back. */
const MAX_RATE_LIMIT_WAIT_MS = 5_000

/**
 * Adds retries to a transport, for requests that are safe to send again.
 *
 * A timeout is not retried here: it has used up the caller's patience, and the ledger repeats it later.
 *
 * @param delaysMs one entry per retry; the actual delay is between half of it and all of it
 */
export function withRetries(
  send: Transport,
  delaysMs: readonly number[] = [250, 1000],
  sleep: Sleep = (ms) => sleepFor(ms)
): Transport {
  return async (request) => {
    let unresolved: unknown
    for (let attempt = 0; ; attempt++) {
      try {
        return await send(request)
      } catch (error) {
        if (isWrite(request) && isOutcomeUnknown(error)) unresolved = error
        const delay = delayBeforeRetry(request, error, delaysMs[attempt])
        if (delay === undefined) throw finalError(error, unresolved)
        await sleep(delay)
      }
    }
  }
}

/** @returns milliseconds, or undefined when the request must not, or need not, be sent again */
function delayBeforeRetry(
  request: KlarnaRequest,
  error: unknown,
  delay: number | undefined
): number | undefined {
  if (delay === undefined || !isTransient(error)) return undefined
  if (error instanceof KlarnaUnreachableError && error.code === "timeout") return undefined
  if (isOutcomeUnknown(error) && !isRepeatable(request)) return undefined
  const wait = randomInt(Math.ceil(delay / 2), delay + 1)
  const reset = error instanceof KlarnaApiError ? (error.retryAfterMs ?? 0) : 0
  return reset > MAX_RATE_LIMIT_WAIT_MS ? undefined : reset + wait
}

const isWrite = ({ method }: KlarnaRequest) => method !== "GET"

/** DELETE disables a page or gives an authorization back, which is the same twice as once. */
const isRepeatable = ({ method, idempotencyKey }: KlarnaRequest) =>
  method === "GET" || method === "DELETE" || idempotencyKey !== undefined

/**
 * When the answer to an earlier attempt was lost, a rate limit or a firewall that stopped the last attempt
 * says nothing about the first: the outcome stays unknown until Klarna itself answers for the key.
 */
const finalError = (last: unknown, unresolved: unknown) =>
  unresolved !== undefined && !isRefused(last) ? unresolved : last
