import { iso } from "../clock"
import { json, type Reply } from "../http/reply"
import type { Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { messages } from "../state/records"

/** GET /_sandbox/outbox: what was sent, newest last; `?to=`, `?channel=` and `?hpp_session_id=` narrow it. */
export async function listMessages(sandbox: Sandbox, { query }: Request): Promise<Reply> {
  const sent = await sandbox.command(({ db }) => db.find(messages, { order: { id: "ASC" } }))
  const rows = sent.map(({ at, channel, to, subject, body, link, session_id }) => ({
    at: iso(at),
    channel,
    to,
    subject,
    body,
    link,
    hpp_session_id: session_id,
  }))
  return json(
    rows.filter((row) =>
      (["to", "channel", "hpp_session_id"] as const).every(
        (name) => !query.has(name) || row[name] === query.get(name)
      )
    )
  )
}
