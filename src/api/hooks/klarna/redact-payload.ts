/** The fields of a callback that are kept: states, times and ids. Tokens and personal data are not stored. */
const KEPT = ["session_id", "status", "order_id", "klarna_reference", "updated_at", "expires_at"]

type Body = Record<string, unknown> | undefined

export function redactPayload(body: Body): Record<string, unknown> {
  const session = (body?.session ?? {}) as Record<string, unknown>
  return {
    event_id: body?.event_id,
    session: Object.fromEntries(
      KEPT.filter((key) => typeof session[key] === "string").map((key) => [key, session[key]])
    ),
  }
}
