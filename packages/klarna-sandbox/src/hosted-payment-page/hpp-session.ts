import { iso } from "../clock"
import { Refusal } from "../http/refusal"
import { hppSessions, type HppSessionRecord, type HppStatus } from "../state/records"
import type { World } from "../world"
import { toManualIdentification } from "./manual-identification"

const FINAL: readonly HppStatus[] = ["COMPLETED", "CANCELLED", "DISABLED"]

export const isFinal = ({ status }: HppSessionRecord) => FINAL.includes(status)

/**
 * @param merchantId absent: whoever owns it
 * @throws {Refusal} 404 `NOT_FOUND` when unknown or expired, 403 `INVALID_OPERATION` for another merchant's
 */
export async function requireSession(
  world: World,
  sessionId: string,
  merchantId?: string
): Promise<HppSessionRecord> {
  const session = await world.db.findOneBy(hppSessions, { session_id: sessionId })
  if (!session || session.expires_at <= world.now) {
    throw new Refusal(404, "NOT_FOUND", [`Session ${sessionId} was not found`])
  }
  if (merchantId !== undefined && session.merchant_id !== merchantId) {
    throw new Refusal(403, "INVALID_OPERATION", ["The session belongs to another merchant"])
  }
  return session
}

/** The moment of a change. Two changes never carry the same one: shops order callbacks by it. */
export const changeMoment = ({ now }: World, { updated_at }: HppSessionRecord) =>
  Math.max(now, updated_at + 1)

/** The session as HPP shows it; what has no value is left out. */
export function toHppSession(session: HppSessionRecord): Record<string, unknown> {
  return {
    session_id: session.session_id,
    status: session.status,
    ...(session.order_id !== null && {
      order_id: session.order_id,
      klarna_reference: session.klarna_reference,
    }),
    ...(session.authorization_token !== null && { authorization_token: session.authorization_token }),
    ...(session.manual_identification !== null && {
      manual_identification: toManualIdentification(session.manual_identification),
    }),
    updated_at: iso(session.updated_at),
    expires_at: iso(session.expires_at),
  }
}

export const pageUrl = (world: { url: string }, { page_code }: HppSessionRecord) =>
  `${world.url}/eu/hpp/payments/${page_code}`

/** A placeholder that has no value becomes an empty string. */
export const fillPlaceholders = (
  url: string,
  { session_id, order_id, authorization_token }: HppSessionRecord
) =>
  url
    .replaceAll("{{session_id}}", session_id)
    .replaceAll("{{order_id}}", order_id ?? "")
    .replaceAll("{{authorization_token}}", authorization_token ?? "")
