import { scheduleStatusUpdate } from "../callbacks/schedule-status-update"
import { touch } from "../checkout/checkout-order"
import { Refusal } from "../http/refusal"
import { hppSessions, type HppSessionRecord } from "../state/records"
import type { World } from "../world"
import { changeMoment, isFinal, requireSession } from "./hpp-session"
import { restartPageTimer, stopPageTimer } from "./page-timer"
import { isPayable, requirePaymentSession } from "./payment-session"

export const isOpened = ({ status }: HppSessionRecord) =>
  status === "IN_PROGRESS" || status === "MANUAL_ID_CHECK"

export async function openSession(world: World, session: HppSessionRecord) {
  if (isOpened(session)) return
  await move(world, session, "IN_PROGRESS")
  await look(world, session)
}

/** The page shows the order as it is at this moment; also when it is reloaded. */
export async function look(world: World, session: HppSessionRecord) {
  const { api, record } = await requirePaymentSession(world, session)
  const { order_amount, order_tax_amount, order_lines } = record.body
  session.shown = { order_amount, order_tax_amount, order_lines }
  await restartPageTimer(world, session)
  await world.db.put(hppSessions, session)
  // Only KCO counts its 48 hours from the consumer's last action.
  if (api === "checkout") await touch(world, record)
}

export async function move(world: World, session: HppSessionRecord, status: HppSessionRecord["status"]) {
  await stopPageTimer(world, session)
  const manual_identification = status === "MANUAL_ID_CHECK" ? session.manual_identification : null
  Object.assign(session, { status, manual_identification, updated_at: changeMoment(world, session) })
  await world.db.put(hppSessions, session)
  await scheduleStatusUpdate(world, session)
}

/** For everything but paying the page must have been opened; doing it at once opens it first. */
export async function requireOpened(world: World, sessionId: string): Promise<HppSessionRecord> {
  const session = await requireUsable(world, sessionId)
  await openSession(world, session)
  return session
}

export async function requireUsable(world: World, sessionId: string): Promise<HppSessionRecord> {
  const session = await requireSession(world, sessionId)
  if (isFinal(session)) throw new Refusal(409, "SESSION_CLOSED", [`The session is ${session.status}`])
  await endLateIdentification(world, session)
  return session
}

/** The seller took too long: the page is payable again. */
export async function endLateIdentification(world: World, session: HppSessionRecord) {
  const { manual_identification: check } = session
  if (check && check.expires_at <= world.now) await move(world, session, "IN_PROGRESS")
}

export async function requirePayable(world: World, sessionId: string) {
  const session = await requireSession(world, sessionId)
  const isUnderWay =
    session.status === "DISABLED" &&
    session.disabled_in_progress &&
    world.settings.completes_although_disabled
  if (isFinal(session) && !isUnderWay) {
    throw new Refusal(409, "SESSION_CLOSED", [`The session is ${session.status}`])
  }
  const payment = await requirePaymentSession(world, session)
  if (!isPayable(payment, world.now)) {
    throw new Refusal(409, "ORDER_CLOSED", ["The order can no longer be paid"])
  }
  return { session, payment }
}
