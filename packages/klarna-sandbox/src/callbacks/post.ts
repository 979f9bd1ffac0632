import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"

export type PostAnswer =
  | { status: number; headers: Record<string, string | string[] | undefined>; body: string }
  | { status: null; error: string }

/** Longer answers are cut: callbacks are answered with a sentence or nothing. */
const KEPT_BYTES = 16 * 1024

/** How long to wait in real milliseconds: for the whole exchange, or for the connection and then for the answer. */
export type Wait = number | { connection: number; answer: number }

/** Sends one POST on a connection of its own, without following redirects. */
export function post(
  address: string,
  body: string | null,
  wait: Wait,
  keptBytes = KEPT_BYTES
): Promise<PostAnswer> {
  const url = new URL(address)
  const send = url.protocol === "https:" ? requestHttps : requestHttp
  const { connection, answer } = typeof wait === "number" ? { connection: wait, answer: undefined } : wait
  const patience = new AbortController()
  let awaited = connection
  let timer = setTimeout(() => patience.abort(), connection).unref()
  return new Promise((resolve) => {
    const payload = Buffer.from(body ?? "")
    const outgoing = send(url, {
      method: "POST",
      agent: false,
      signal: patience.signal,
      headers: {
        "Content-Length": payload.length,
        "User-Agent": "klarna-sandbox",
        ...(body !== null && { "Content-Type": "application/json" }),
      },
    })
    const end = (answered: PostAnswer) => {
      clearTimeout(timer)
      resolve(answered)
    }
    const fail = (error: Error) =>
      end({
        status: null,
        error: patience.signal.aborted ? `no answer within ${awaited} ms` : describe(error),
      })
    outgoing.on("error", fail)
    outgoing.on("socket", (socket) =>
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
        if (answer === undefined) return
        clearTimeout(timer)
        awaited = answer
        timer = setTimeout(() => patience.abort(), answer).unref()
      })
    )
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("error", fail)
      incoming.on("end", () =>
        end({
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
