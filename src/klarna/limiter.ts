import { setTimeout as sleepFor } from "node:timers/promises"
import type { KlarnaAccountConfig, RateLimits } from "./account"
import type { Sleep } from "./retry"
import type { Transport } from "./transport"

const WINDOW_MS = 1_000

/**
 * Klarna's limits per merchant id, in requests per second. Kustom publishes none; the same are assumed.
 *
 * @see https://docs.klarna.com/api-reference/rate-limit
 */
const DOCUMENTED: Record<KlarnaAccountConfig["environment"], RateLimits> = {
  live: { hppCreate: 40, sessionCreate: 40, other: 200 },
  playground: { hppCreate: 5, sessionCreate: 5, other: 50 },
}

export const rateLimitsOf = ({ environment, rateLimits }: KlarnaAccountConfig): RateLimits => ({
  ...DOCUMENTED[environment],
  ...rateLimits,
})

/**
 * Keeps one account below its rates: a request that comes too early waits its turn, first come first served.
 * Counts in this process only; Klarna's 429 is the real control.
 *
 * @param now milliseconds of a steady clock
 */
export function withLimiter(
  send: Transport,
  limits: RateLimits,
  now: () => number,
  sleep: Sleep = (ms) => sleepFor(ms)
): Transport {
  const windows = {
    hppCreate: slidingWindow(limits.hppCreate),
    sessionCreate: slidingWindow(limits.sessionCreate),
    other: slidingWindow(limits.other),
  }
  return async (request) => {
    const wait = windows[request.rateClass ?? "other"](now())
    if (wait > 0) await sleep(wait)
    return send(request)
  }
}

/**
 * Books places so that no window of one second holds more than `perSecond` of them. A bucket of tokens that
 * is full at the start would let twice the rate through in its first second.
 *
 * @returns a function from the present to the milliseconds until the place it has booked
 */
function slidingWindow(perSecond: number): (now: number) => number {
  const booked: number[] = []
  return (now) => {
    const oldest = booked.length < perSecond ? undefined : booked.shift()
    const place = oldest === undefined ? now : Math.max(now, oldest + WINDOW_MS)
    booked.push(place)
    return place - now
  }
}
