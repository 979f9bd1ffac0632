import type { MedusaRequest } from "@medusajs/framework/http"

/** Klarna's callbacks are small; a Checkout order of a thousand lines stays below this. */
const MAX_BYTES = 1024 * 1024
const MAX_DISCARDED_BYTES = 16 * MAX_BYTES

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
    // Read to its end and thrown away: breaking off would reset the connection before the answer arrives.
    if (bytes <= MAX_BYTES) chunks.push(chunk)
    else if (bytes > MAX_DISCARDED_BYTES) break
  }
  if (bytes > MAX_BYTES) return { ok: false, status: 413 }
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
