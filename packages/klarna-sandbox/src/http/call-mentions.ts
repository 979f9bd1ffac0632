import type { CallRecord } from "../state/records"

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** A body may be all ids; who looks for the last of a hundred finds it by reading. */
const MOST = 24

/** The ids that a call names anywhere: in its path, bodies and answer's headers, as correlation id or idempotency key. */
export function mentionsIn(call: CallRecord): Set<string> {
  const mentions = new Set<string>()
  const add = (id: string | null) => {
    if (id && mentions.size < MOST) mentions.add(id)
  }
  add(call.correlation_id)
  add(call.idempotency_key)
  for (const text of [call.path, ...Object.values(call.response_headers), call.request, call.response]) {
    for (const [id] of text.matchAll(UUID)) add(id)
  }
  return mentions
}
