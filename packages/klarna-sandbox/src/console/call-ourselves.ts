import { MINUTE } from "../clock"
import { send, type Answer } from "../http/send"
import type { Merchant } from "../merchant"
import type { Sandbox } from "../sandbox"

type OwnCall = {
  method: string
  path: string
  body: string
  /** Absent: without credentials. */
  merchant: Merchant | undefined
  headers: Readonly<Record<string, string>>
}

/** Calls the sandbox's own API as a shop would: over HTTP, with a merchant's credentials, struck by faults. */
export function callOurselves(
  { url }: Sandbox,
  { path, merchant, headers, ...call }: OwnCall
): Promise<Answer> {
  const credentials = merchant && Buffer.from(`${merchant.username}:${merchant.key}`).toString("base64")
  return send(url + path, {
    ...call,
    headers: { ...headers, ...(credentials && { Authorization: `Basic ${credentials}` }) },
    // Longer than any latency that somebody waits for.
    wait: MINUTE,
  })
}
