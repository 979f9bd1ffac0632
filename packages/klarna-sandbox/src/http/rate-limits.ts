import { SECOND } from "../clock"
import type { Environment } from "../merchant"

/** Of the windows, by the sandbox's clock. */
const WINDOW = SECOND

/** Calls per second. Creating a session is a class of its own, for each kind of session. */
const LIMITS: Readonly<Record<Environment, { session: number; other: number }>> = {
  playground: { session: 5, other: 50 },
  live: { session: 40, other: 200 },
}

type Counted = { username: string; environment: Environment; method: string; path: string; now: number }

export type Allowance = { isExceeded: boolean; headers: Record<string, string> }

export type RateLimits = {
  /** Counts a call, also one that is too many. */
  count(call: Counted): Allowance
  clear(): void
}

export function createRateLimits(): RateLimits {
  const windows = new Map<string, { startedAt: number; calls: number }>()
  return {
    count({ username, environment, method, path, now }) {
      const operations = classOf(method, path)
      const { session, other } = LIMITS[environment]
      const limit = operations in SESSIONS ? session : other
      const startedAt = now - (now % WINDOW)
      const name = `${username}\n${operations}`
      const known = windows.get(name)
      const window = known?.startedAt === startedAt ? known : { startedAt, calls: 0 }
      window.calls += 1
      windows.set(name, window)
      return {
        isExceeded: window.calls > limit,
        headers: {
          "X-Ratelimit-Limit": `${limit}, ${limit};w=${WINDOW / SECOND}`,
          "X-Ratelimit-Remaining": String(Math.max(limit - window.calls, 0)),
          "X-Ratelimit-Reset": String(Math.ceil((startedAt + WINDOW - now) / SECOND)),
        },
      }
    },
    clear: () => windows.clear(),
  }
}

const SESSIONS: Readonly<Record<string, RegExp>> = {
  "hosted page": /^\/hpp\/v1\/sessions$/,
  "payments session": /^\/payments\/v1\/sessions$/,
  "customer token": /^\/payments\/v1\/authorizations\/[^/]+\/customer-token$/,
}

/** Which sessions are created, or else the API. */
function classOf(method: string, path: string): string {
  const sessions = Object.entries(SESSIONS).find(([, pattern]) => method === "POST" && pattern.test(path))
  return sessions?.[0] ?? path.split("/")[1] ?? ""
}
