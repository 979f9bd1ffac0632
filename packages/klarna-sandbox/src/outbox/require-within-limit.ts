import { In, MoreThanOrEqual } from "typeorm"
import { DAY } from "../clock"
import { Refusal } from "../http/refusal"
import type { Merchant } from "../merchant"
import { hppSessions, messages, type MessageRecord } from "../state/records"
import type { World } from "../world"

/** What the playground sends in a day. */
const PER_DAY: Readonly<Partial<Record<MessageRecord["channel"], number>>> = { email: 100, sms: 20 }

/**
 * @throws {Refusal} 429 `TOO_MANY_REQUESTS` when the merchant's messages of the day, by UTC, are used up; which answer
 *   the playground gives is not documented
 */
export async function requireWithinLimit(
  { db, now, settings }: World,
  { username, environment }: Merchant,
  channel: MessageRecord["channel"]
) {
  const limit = PER_DAY[channel]
  if (!settings.message_limits || environment === "live" || limit === undefined) return
  const today = MoreThanOrEqual(now - (now % DAY))
  const sent = await db.find(messages, { where: { channel, at: today } })
  const theirs = await db.find(hppSessions, {
    where: { merchant_id: username, session_id: In([...new Set(sent.map(({ session_id }) => session_id))]) },
  })
  const ids = new Set(theirs.map(({ session_id }) => session_id))
  if (sent.filter(({ session_id }) => ids.has(session_id)).length < limit) return
  throw new Refusal(429, "TOO_MANY_REQUESTS", [`No more than ${limit} messages by ${channel} a day`])
}
