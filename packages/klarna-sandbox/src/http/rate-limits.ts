import { SECOND } from "../clock"
import type { Environment } from "../merchant"

/** Of the windows, by the sandbox's clock. */
const WINDOW = SECOND

/** Calls per second. Creating a hosted page is a class of its own. */
const LIMITS: Readonly<Record<Environment, { hostedPage: number; other: number }>> = {
  playground: { hostedPage: 5, other: 50 },
  live: { hostedPage: 40, other: 200 },
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
      const { hostedPage, other } = LIMITS[environment]
      const limit = operations === HOSTED_PAGE ? hostedPage : other
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

const HOSTED_PAGE = "hosted page"

/** Creating a hosted page, or else the API. */
const classOf = (method: string, path: string) =>
  method === "POST" && path === "/hpp/v1/sessions" ? HOSTED_PAGE : (path.split("/")[1] ?? "")
