import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"

export type PostAnswer =
  | { status: number; headers: Record<string, string | string[] | undefined>; body: string }
  | { status: null; error: string }

/** Longer answers are cut: callbacks are answered with a sentence or nothing. */
const KEPT_BYTES = 16 * 1024

/**
 * Sends one POST on a connection of its own, without following redirects.
 *
 * @param timeoutMs for the whole exchange
 */
export function post(
  address: string,
  body: string | null,
  timeoutMs: number,
  keptBytes = KEPT_BYTES
): Promise<PostAnswer> {
  const url = new URL(address)
  const send = url.protocol === "https:" ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const payload = Buffer.from(body ?? "")
    const outgoing = send(url, {
      method: "POST",
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        "Content-Length": payload.length,
        "User-Agent": "klarna-sandbox",
        ...(body !== null && { "Content-Type": "application/json" }),
      },
    })
    const fail = (error: Error) =>
      resolve({
        status: null,
        error: error.name === "AbortError" ? `no answer within ${timeoutMs} ms` : describe(error),
      })
    outgoing.on("error", fail)
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("error", fail)
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).subarray(0, keptBytes).toString("utf8"),
        })
      )
    })
    outgoing.end(payload)
  })
}

/** A refused connection to "localhost" is an AggregateError without a message. */
const describe = (error: Error & { code?: string }) => error.message || error.code || error.name
