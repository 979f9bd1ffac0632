import type { IncomingMessage } from "node:http"

/** Klarna's documented limit. */
const LIMIT = 1024 * 1024

/** @returns the body as text; undefined when it is over 1 MB */
export async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    // The rest is still read, so that the client gets the answer instead of a reset.
    if (size <= LIMIT) chunks.push(chunk)
  }
  return size > LIMIT ? undefined : Buffer.concat(chunks).toString("utf8")
}
