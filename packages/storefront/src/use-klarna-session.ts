import { useEffect, useState } from "react"
import { isNotFound } from "./error-words"
import { retrieveKlarnaSession, type KlarnaSession } from "./klarna"

/** Waits between two looks: quick while a purchase usually settles, then rarer; four minutes in all. */
const WAITS_MS = [500, 1000, 1500, 2000, 3000, 4000, 6000, 8000, ...Array<number>(20).fill(10_000)]

export interface Watched {
  readonly session?: KlarnaSession
  /** `over`: we looked long enough. `unknown`: the server knows no such session. */
  readonly status: "watching" | "arrived" | "over" | "unknown"
}

/**
 * Looks at a Klarna session until `arrived` says it holds what the page waits for. A failed look (a restarting
 * server, a phone in a lift) counts as "not yet".
 */
export function useKlarnaSession(
  paymentSessionId: string | null,
  arrived: (session: KlarnaSession) => boolean
): Watched {
  const [watched, setWatched] = useState<Watched>({ status: paymentSessionId ? "watching" : "unknown" })

  useEffect(() => {
    if (!paymentSessionId) return
    let timer: number | undefined
    let stopped = false

    async function look(id: string, attempt: number) {
      const next = await lookOnce(id, arrived)
      if (stopped) return
      const wait = WAITS_MS[attempt]
      const status = next.status === "watching" && wait === undefined ? "over" : next.status
      setWatched((before) => ({ session: next.session ?? before.session, status }))
      if (status === "watching") timer = window.setTimeout(() => void look(id, attempt + 1), wait)
    }

    setWatched({ status: "watching" })
    void look(paymentSessionId, 0)
    return () => {
      stopped = true
      window.clearTimeout(timer)
    }
  }, [paymentSessionId])

  return watched
}

async function lookOnce(id: string, arrived: (session: KlarnaSession) => boolean): Promise<Watched> {
  try {
    const session = await retrieveKlarnaSession(id)
    return { session, status: arrived(session) ? "arrived" : "watching" }
  } catch (error) {
    return { status: isNotFound(error) ? "unknown" : "watching" }
  }
}
