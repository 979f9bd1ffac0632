import { setTimeout as pause } from "node:timers/promises"

/** What goes on behind a test's back, where it can be seen. */
type Background = {
  /** Resolves when nothing more happens by itself; fails when that does not come. */
  rest: () => Promise<unknown>
  /** Jobs that nobody runs by the minute where a test says when they run: they mend what lost a race. */
  sweep: () => Promise<unknown>
}

let background: Background | undefined
const SWEEP_EVERY_MS = 3_000

/** From now on, who waits goes on when the shop is at rest; who waits for long has the jobs run. */
export function waitWithRest(known: Background): void {
  background = known
}

type Waiting = {
  within?: number
  what?: string
  /** What is waited for is a moment of some work that the test holds up: nobody waits for its end. */
  amidst?: boolean
}

/**
 * Polls until `check` returns something true, or fails with what it said last. What it says has to last: the work that
 * brought it is done, with all that it writes after. It is asked twice, so it must do nothing that counts twice. The
 * deadline is for what never comes: what lost a race comes with the next sweep.
 */
export async function eventually<Value>(
  check: () => Promise<Value | undefined | null | false>,
  { within = 90_000, what = "the expected state", amidst = false }: Waiting = {}
): Promise<Value> {
  const deadline = performance.now() + within
  let last: unknown
  let swept = performance.now()
  const look = async () => {
    try {
      last = await check()
      return (last || undefined) as Value | undefined
    } catch (error) {
      last = error
    }
  }
  while (performance.now() < deadline) {
    const value = await look()
    if (value && (amidst || !background)) return value
    if (value) {
      await background?.rest()
      const lasting = await look()
      if (lasting) return lasting
    }
    if (background && performance.now() - swept > SWEEP_EVERY_MS) {
      // Whoever is still at it may bring it yet, without anybody's help.
      await background.rest()
      if (await look()) continue
      await background.sweep().catch(() => undefined)
      swept = performance.now()
    }
    await pause(50)
  }
  throw new Error(
    `${what} did not come within ${within} ms; last: ${last instanceof Error ? last.message : String(last)}`
  )
}
