import type { KlarnaConfig } from "../../config/klarna-config"

/** Milliseconds since the epoch. */
export type Clock = () => number

const FOLLOW_EVERY_MS = 1_000

/**
 * The one source of time. Normally the machine's; tests may inject one, and with `clockUrl` it follows a
 * sandbox's movable clock: the difference is kept and refreshed in the background at most once a second.
 */
export function createClock(config: Pick<KlarnaConfig, "clock" | "clockUrl">): {
  now: Clock
  refresh: () => Promise<void>
} {
  if (config.clock) {
    return { now: config.clock, refresh: async () => undefined }
  }
  const { clockUrl } = config
  if (!clockUrl) {
    return { now: Date.now, refresh: async () => undefined }
  }
  let offsetMs = 0
  let askedAt = 0
  const refresh = async () => {
    askedAt = Date.now()
    const answer = await fetch(clockUrl, { signal: AbortSignal.timeout(2_000) })
    const { now_ms } = (await answer.json()) as { now_ms: number }
    offsetMs = now_ms - Date.now()
  }
  const now = () => {
    if (Date.now() - askedAt > FOLLOW_EVERY_MS) {
      // A sandbox that is not there yet must not stop the shop: the last known difference stays in force.
      refresh().catch(() => undefined)
    }
    return Date.now() + offsetMs
  }
  return { now, refresh }
}
