import { request } from "node:http"
import type { Answer } from "./client"

type Call = { method?: string; path: string; body?: unknown; authorization: string }

/** A call that names another host than it is sent to, as when names are led here. `fetch` does not let a caller do that. */
export const callAt = (
  url: string,
  host: string,
  { method = "GET", path, body, authorization }: Call
): Promise<Pick<Answer, "status" | "body">> =>
  new Promise((resolve, reject) => {
    const headers = { Host: host, Authorization: authorization, "Content-Type": "application/json" }
    const outgoing = request(url + path, { method, agent: false, headers })
    outgoing.on("error", reject)
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8")
        resolve({ status: incoming.statusCode ?? 0, body: text === "" ? undefined : JSON.parse(text) })
      })
    })
    outgoing.end(body === undefined ? undefined : JSON.stringify(body))
  })
