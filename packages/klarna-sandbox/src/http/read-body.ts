import type { IncomingMessage } from "node:http"

/** Klarna's documented limit. */
const LIMIT = 1024 * 1024

/** @returns the body as text; undefined when it is over 1 MB */
export function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length
      // The rest is still read, so that the client gets the answer instead of a reset.
      if (size <= LIMIT) chunks.push(chunk)
    })
    incoming.on("end", () => resolve(size > LIMIT ? undefined : Buffer.concat(chunks).toString("utf8")))
    incoming.on("error", reject)
  })
}
