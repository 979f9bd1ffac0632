import { setTimeout as pause } from "node:timers/promises"

/** Jobs that nobody runs by the minute where a test says when they run: they mend what lost a race. */
let sweep: (() => Promise<unknown>) | undefined
const SWEEP_EVERY_MS = 3_000

/** From now on, who waits for long has them run. */
export function sweepWhileWaiting(jobs: () => Promise<unknown>): void {
  sweep = jobs
}

/**
 * Polls until `check` returns something true, or fails with what it said last. The deadline is for what never comes:
 * what lost a race comes with the next sweep.
 */
export async function eventually<Value>(
  check: () => Promise<Value | undefined | null | false>,
  { within = 45_000, what = "the expected state" } = {}
): Promise<Value> {
  const deadline = performance.now() + within
  let last: unknown
  let swept = performance.now()
  while (performance.now() < deadline) {
    try {
      const value = await check()
      if (value) return value
      last = value
    } catch (error) {
      last = error
    }
    if (sweep && performance.now() - swept > SWEEP_EVERY_MS) {
      await sweep().catch(() => undefined)
      swept = performance.now()
    }
    await pause(50)
  }
  throw new Error(
    `${what} did not come within ${within} ms; last: ${last instanceof Error ? last.message : String(last)}`
  )
}
