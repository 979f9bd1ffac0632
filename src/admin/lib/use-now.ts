import { useEffect, useState } from "react"

/**
 * The time, every second, by the server's clock.
 *
 * @param serverNow ISO 8601, as the last answer told it
 * @param readAt milliseconds, when that answer came
 */
export function useNow(serverNow: string | undefined, readAt: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return serverNow ? Date.parse(serverNow) + Math.max(0, now - readAt) : now
}
