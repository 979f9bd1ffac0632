import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export type Received = { method: string; path: string; body: string; contentType: string | undefined }

export type Shop = {
  url: string
  received: Received[]
  /** Callbacks whose path starts with this, parsed. */
  statusUpdates(): { event_id: string; session: { status: string; updated_at: string; order_id?: string } }[]
  pushes(): string[]
  /** Decides what is answered from now on; silence when it does not end the response. */
  answerWith(answer: (request: Received, response: ServerResponse) => void): void
  close(): Promise<void>
}

/** A shop that takes callbacks and answers 200 unless told otherwise. */
export async function startShop(): Promise<Shop> {
  const received: Received[] = []
  let answer: (request: Received, response: ServerResponse) => void = (_request, response) => {
    response.end()
  }
  const server = createServer((incoming, response) => {
    void readAll(incoming).then((body) => {
      const request = {
        method: incoming.method ?? "",
        path: incoming.url ?? "",
        body,
        contentType: incoming.headers["content-type"],
      }
      received.push(request)
      answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    statusUpdates: () =>
      received.filter(({ path }) => path.startsWith("/status")).map(({ body }) => JSON.parse(body)),
    pushes: () => received.filter(({ path }) => path.startsWith("/push")).map(({ path }) => path),
    answerWith(next) {
      answer = next
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString("utf8")
}
