import { setTimeout as pause } from "node:timers/promises"

/**
 * Polls until `check` returns something true, or fails with what it said last. What is to come once somebody lost a race
 * comes with the next scheduled run, up to half a minute later: the deadline is for what never comes.
 */
export async function eventually<Value>(
  check: () => Promise<Value | undefined | null | false>,
  { within = 45_000, what = "the expected state" } = {}
): Promise<Value> {
  const deadline = performance.now() + within
  let last: unknown
  while (performance.now() < deadline) {
    try {
      const value = await check()
      if (value) return value
      last = value
    } catch (error) {
      last = error
    }
    await pause(50)
  }
  throw new Error(
    `${what} did not come within ${within} ms; last: ${last instanceof Error ? last.message : String(last)}`
  )
}
