import { scheduleStatusUpdate } from "../callbacks/schedule-status-update"
import { Refusal } from "../http/refusal"
import { hppSessions } from "../state/records"
import type { World } from "../world"
import { complete } from "./approve"
import { leaveAction } from "./leave-action"
import { outcome, type Outcome } from "./outcome"
import { isOpened, look, move, openSession, requireOpened, requirePayable, requireUsable } from "./page-steps"
import { stopPageTimer } from "./page-timer"
import { requirePaymentSession } from "./payment-session"

/** Opening, and reopening after back, decline or error, makes the session IN_PROGRESS. */
export async function open(world: World, sessionId: string): Promise<Outcome> {
  const session = await requireUsable(world, sessionId)
  if (isOpened(session)) await look(world, session)
  else await openSession(world, session)
  return outcome(session)
}

export async function decline(world: World, sessionId: string): Promise<Outcome> {
  const session = await requireOpened(world, sessionId)
  await move(world, session, "FAILED")
  return outcome(session, session.merchant_urls.failure)
}

export async function fail(world: World, sessionId: string): Promise<Outcome> {
  const session = await requireOpened(world, sessionId)
  await move(world, session, "ERROR")
  return outcome(session, session.merchant_urls.error ?? session.merchant_urls.failure)
}

/** Nobody touches the open page: the shop is told, and nothing else changes. */
export async function timeOut(world: World, sessionId: string): Promise<Outcome> {
  const session = await requireOpened(world, sessionId)
  await stopPageTimer(world, session)
  await world.db.put(hppSessions, session)
  await scheduleStatusUpdate(world, session, { status: "TIMEOUT" })
  return outcome(session)
}

/** The seller has compared the identity document. */
export async function identify(world: World, sessionId: string, fits: boolean): Promise<Outcome> {
  const session = await requireUsable(world, sessionId)
  if (session.status !== "MANUAL_ID_CHECK") {
    throw new Refusal(409, "NOT_OFFERED", ["No identity is being checked"])
  }
  if (!fits) {
    await move(world, session, "FAILED")
    return outcome(session, session.merchant_urls.failure)
  }
  const { payment } = await requirePayable(world, sessionId)
  const { payment_method_category } = session.manual_identification ?? {}
  return complete(world, session, payment, {
    ...(payment_method_category !== undefined && { payment_method_category }),
  })
}

/** Back or cancel: which of the two the page offers follows from its addresses and the acquiring channel. */
export async function leave(world: World, sessionId: string, action: "back" | "cancel"): Promise<Outcome> {
  const session = await requireOpened(world, sessionId)
  const { record } = await requirePaymentSession(world, session)
  const offered = leaveAction(session, record)
  if (!offered.accepts.includes(action)) {
    throw new Refusal(409, "NOT_OFFERED", [`The page offers ${offered.button}, not ${action}`])
  }
  await move(world, session, offered.status)
  return outcome(session, offered.url)
}
