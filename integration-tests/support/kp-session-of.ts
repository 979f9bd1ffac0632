/** Which Klarna session a widget stands on: its client token tells, and nothing else that is public. */
export function kpSessionOf({ client_token }: { client_token?: string }): string {
  const [, claims] = (client_token ?? "").split(".")
  return JSON.parse(Buffer.from(claims ?? "", "base64url").toString("utf8")).session_id as string
}
