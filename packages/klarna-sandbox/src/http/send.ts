import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"

/** How long to wait in real milliseconds: for the whole exchange, or for the connection and then for the answer. */
export type Wait = number | { connection: number; answer: number }

export type Outgoing = {
  method: string
  body: string
  headers: Readonly<Record<string, string>>
  wait: Wait
  /** Longer answers are cut; absent: never. */
  keptBytes?: number
}

export type Answer =
  | { status: number; headers: Record<string, string | string[] | undefined>; body: string }
  | { status: null; error: string }

/** Sends one request on a connection of its own, without following redirects. Never rejects. */
export function send(
  address: string,
  { method, body, headers, wait, keptBytes = Infinity }: Outgoing
): Promise<Answer> {
  const url = new URL(address)
  const request = url.protocol === "https:" ? requestHttps : requestHttp
  const { connection, answer } = typeof wait === "number" ? { connection: wait, answer: undefined } : wait
  const patience = new AbortController()
  let awaited = connection
  let timer = setTimeout(() => patience.abort(), connection).unref()
  return new Promise((resolve) => {
    const payload = Buffer.from(body)
    const outgoing = request(url, {
      method,
      agent: false,
      signal: patience.signal,
      headers: { ...headers, "Content-Length": payload.length },
    })
    const end = (answered: Answer) => {
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
