/** Seconds between looks at an unpaid purchase: close while the buyer is likely at the page, then ever rarer. */
const UNPAID_SECONDS = [30, 60, 120, 300, 600, 900, 1800, 3600]
/** Seconds between tries of what has to follow a payment. */
const PAID_SECONDS = [10, 30, 60, 300, 900, 3600]

/**
 * When to look at a purchase again.
 *
 * @param checks how often it was looked at since its page was opened
 * @param notLaterThan milliseconds since the epoch: something is known to be due then
 * @returns milliseconds since the epoch
 */
export function nextCheckAt(now: number, checks: number, paid: boolean, notLaterThan?: number): number {
  const seconds = paid ? PAID_SECONDS : UNPAID_SECONDS
  const wait = (seconds[Math.min(checks, seconds.length - 1)] as number) * 1_000
  return notLaterThan === undefined ? now + wait : Math.max(now + 1_000, Math.min(now + wait, notLaterThan))
}
