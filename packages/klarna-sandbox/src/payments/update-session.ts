import { noContent, type Reply } from "../http/reply"
import { param, readObject, type MerchantRequest } from "../http/request"
import { pick, type Problem } from "../rules/fields"
import { kpSessions, type KpSessionRecord } from "../state/records"
import type { World } from "../world"
import { refuse } from "./check-purchase"
import { sessionFieldNames, sessionProblems } from "./check-session"
import { normalise, requireIncomplete, requireKpSession } from "./kp-session"

/** POST /payments/v1/sessions/{session_id}: the fields that are sent, each as a whole. */
export async function updateSession(world: World, request: MerchantRequest): Promise<Reply> {
  const session = await requireKpSession(world, param(request, "session_id"), request.merchant.username)
  requireIncomplete(session)
  refuse(await changeSession(world, session, readObject(request)))
  return noContent
}

/** @returns what would be wrong with the session afterwards; then nothing is changed */
export async function changeSession(
  world: World,
  session: KpSessionRecord,
  changes: Record<string, unknown>
): Promise<Problem[]> {
  const sent = pick(changes, sessionFieldNames)
  // New lines bring their tax along: what the old ones added up to says nothing about them.
  const { order_tax_amount, ...kept } = session.body
  const merged = { ...kept, ...(sent.order_lines === undefined && { order_tax_amount }), ...sent }
  const problems = sessionProblems(merged, world.strictHttps)
  if (problems.length > 0) return problems
  session.body = normalise(merged)
  await world.db.update(kpSessions, { session_id: session.session_id }, { body: session.body })
  return []
}
