import { backendUrl, authType, sdk } from "./sdk"

/** A refusal of one of our routes: Medusa's text, with the `code` that the SDK's own error leaves out. */
export class RefusalError extends Error {
  override readonly name = "RefusalError"
  constructor(
    message: string,
    readonly status: number,
    readonly code: string | undefined
  ) {
    super(message)
  }
}

/**
 * Asks one of our admin routes as the user who is logged in.
 *
 * @throws {RefusalError} for every answer that is no success
 */
export async function ask<Answer>(
  method: "GET" | "POST",
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal } = {}
): Promise<Answer> {
  const token = authType === "jwt" ? await sdk.client.getToken() : undefined
  const answer = await fetch(backendUrl.replace(/\/$/, "") + path, {
    method,
    signal,
    credentials: authType === "session" ? "include" : "omit",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const said = (await answer.json().catch(() => ({}))) as { message?: string; code?: string }
  if (!answer.ok) throw new RefusalError(said.message ?? answer.statusText, answer.status, said.code)
  return said as Answer
}
