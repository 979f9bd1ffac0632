import type { KlarnaSession } from "./klarna"
import { settings } from "./settings"
import type { Agreed } from "./use-klarna-authorization"

/** What became of it. Nothing is paid when it was refused. */
export type Settled =
  | { readonly result: "settled"; readonly session: KlarnaSession }
  | { readonly result: "refused"; readonly code: string }
  /** Nobody answered. The server may have it all the same, from Klarna: look at the session until it says so. */
  | { readonly result: "unknown" }

/** Medusa's "at the same moment as another request", and too many of them. */
const BUSY = [409, 429]
const AGAIN_AFTER_MS = [1_000, 3_000]

/**
 * Brings the server what the shopper agreed to in the widget; it places the order at Klarna and in Medusa. Asked
 * twice it does so once, so a lost answer is asked for again.
 */
export async function authorizeKlarnaSession(paymentSessionId: string, agreed: Agreed): Promise<Settled> {
  for (const wait of [...AGAIN_AFTER_MS, undefined]) {
    const settled = await send(paymentSessionId, agreed)
    if (settled.result !== "unknown" || wait === undefined) return settled
    await new Promise((resolve) => window.setTimeout(resolve, wait))
  }
  return { result: "unknown" }
}

async function send(paymentSessionId: string, { authorizationToken, category }: Agreed): Promise<Settled> {
  try {
    const answer = await fetch(
      `${settings.medusaUrl}/store/klarna/sessions/${encodeURIComponent(paymentSessionId)}/authorize`,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-publishable-api-key": settings.publishableKey ?? "",
        },
        body: JSON.stringify({
          authorization_token: authorizationToken,
          payment_method_category: category,
        }),
        // Sent to its end even if the shopper closes the page.
        keepalive: true,
      }
    )
    if (answer.status >= 500 || BUSY.includes(answer.status)) return { result: "unknown" }
    const body = (await answer.json()) as { session?: KlarnaSession; code?: string }
    return answer.ok && body.session
      ? { result: "settled", session: body.session }
      : { result: "refused", code: body.code ?? "" }
  } catch {
    // `fetch` reports every network failure in a way of its own, and a cut answer as a syntax error.
    return { result: "unknown" }
  }
}
