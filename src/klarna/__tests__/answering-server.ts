import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { KlarnaLogger } from "../transport"

export type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

/** Answers one request; without a call to `end` the client waits. */
export type Answer = (response: ServerResponse, received: Received) => void

/** A local HTTP server that gives the answers it was told, one after another, and keeps what it received. */
export async function startAnsweringServer() {
  const received: Received[] = []
  const answers: Answer[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const { method = "", url = "", headers } = request
      const last = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") }
      received.push(last)
      const answer = answers.shift()
      if (!answer) throw new Error(`No answer prepared for ${method} ${url}`)
      answer(response, last)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    willAnswer: (...next: Answer[]) => void answers.push(...next),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type AnsweringServer = Awaited<ReturnType<typeof startAnsweringServer>>

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(body))

export const raw =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(body)

/** The work is done and the connection breaks before the answer. */
export const hangUp: Answer = (response) => void response.socket?.destroy()

export const silence: Answer = () => undefined

export function capturingLogger(): KlarnaLogger & { lines: string[] } {
  const lines: string[] = []
  return { lines, info: (line) => void lines.push(line), warn: (line) => void lines.push(line) }
}
