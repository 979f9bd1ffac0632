import type { MedusaRequest } from "@medusajs/framework/http"

/** Klarna's callbacks are small; a Checkout order of a thousand lines stays below this. */
const MAX_BYTES = 1024 * 1024

export type BodyRead =
  { ok: true; body: Record<string, unknown> | undefined } | { ok: false; status: 400 | 413 }

/**
 * Reads a callback's body whatever its content type says: Klarna documents none. Empty is `undefined`; anything
 * that is not a JSON object is refused.
 */
export async function readJsonBody(req: MedusaRequest): Promise<BodyRead> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of req as unknown as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) return { ok: false, status: 413 }
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString("utf8").trim()
  if (!text) return { ok: true, body: undefined }
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === "object" && body !== null && !Array.isArray(body)
      ? { ok: true, body: body as Record<string, unknown> }
      : { ok: false, status: 400 }
  } catch {
    return { ok: false, status: 400 }
  }
}
