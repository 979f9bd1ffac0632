import type { IncomingHttpHeaders } from "node:http"

/** Names the call of the log that is sent once more. */
export const REPLAY_HEADER = "klarna-sandbox-replay-of"

const TELLING = ["host", "content-type", "accept", "user-agent"]

/** Headers of a request that may explain its answer: Klarna's own, and what the body is. Never credentials. */
export const telling = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value !== undefined &&
      (TELLING.includes(name) || (name.startsWith("klarna-") && name !== REPLAY_HEADER))
        ? [[name, String(value)]]
        : []
    )
  )
