import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { request } from "undici"
import { publishExchange } from "./exchange"

type Headers = Record<string, string | string[] | undefined>

/** Of this connection only, not of the one behind the proxy. */
const HOP_HEADERS = ["host", "connection", "keep-alive", "transfer-encoding", "content-length"]

/** Stands between the clients and a Klarna elsewhere and lets what both said be compared with the descriptions. */
export async function startRecordingProxy(target: string) {
  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = "GET", url = "/" } = incoming
    const sent = await readText(incoming)
    const { statusCode, headers, body } = await request(target + url, {
      method: method as "GET",
      headers: endToEnd(incoming.headers),
      body: sent === "" ? undefined : sent,
    })
    const answer = await body.text()
    const path = new URL(url, target).pathname
    publishExchange({
      by: "klarna",
      method,
      path,
      request: sent,
      answer: { status: statusCode, headers, body: answer },
    })
    outgoing.writeHead(statusCode, endToEnd(headers)).end(answer)
  }
  const server = createServer((incoming, outgoing) => {
    // An answer that is lost behind the proxy is lost before it, too.
    forward(incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const endToEnd = (headers: Headers) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.includes(name)))

async function readText(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString("utf8")
}
