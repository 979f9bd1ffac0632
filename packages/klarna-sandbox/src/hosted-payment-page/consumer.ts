import { askShop, prepareQuestion, type Question, type Verdict } from "../callbacks/ask-validation"
import { scheduleStatusUpdate } from "../callbacks/schedule-status-update"
import { touch } from "../checkout/checkout-order"
import { completeOrder } from "../checkout/complete-order"
import { Refusal } from "../http/refusal"
import type { Sandbox } from "../sandbox"
import {
  hppSessions,
  kpSessions,
  type Address,
  type CheckoutOrderBody,
  type HppSessionRecord,
} from "../state/records"
import type { World } from "../world"
import { completePayments } from "./complete-payments"
import { changeMoment, fillPlaceholders, isFinal, requireSession } from "./hpp-session"
import { leaveAction } from "./leave-action"
import { beginIdentification, needsIdentification } from "./manual-identification"
import { restartPageTimer, stopPageTimer } from "./page-timer"
import { initialPaymentMethod } from "./payment-choices"
import { isPayable, requirePaymentSession, type PaymentSession } from "./payment-session"
import { tellOfTyped } from "./tell-of-typed"

/** What the consumer gets to see: the session's status and where the browser goes, if anywhere. */
export type Outcome = {
  status: string
  redirect_to: string | null
  /** The shop's words when it refused the purchase; the consumer stays on the page. */
  denied?: string
}

export type Approval = {
  /** Typed by the consumer: for the bill, and for the parcel unless that goes elsewhere. */
  address?: Address
  billing_address?: Address
  shipping_address?: Address
  /** The consumer closes the window before the browser gets back to the shop. */
  close_window?: boolean
  /** The category that was chosen, in any case; an invoice when absent. */
  payment_method_category?: string
  /** The order is placed and waits for a fraud decision. */
  pending?: boolean
}

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

/** Pay. The shop is asked first when it wants to be; its answer is waited for outside any transaction. */
export async function approve(
  sandbox: Sandbox,
  sessionId: string,
  approval: Approval = {}
): Promise<Outcome> {
  const refused = await tellOfTyped(sandbox, sessionId, (body) => typedAddresses(body, approval))
  if (refused) return { status: refused.status, redirect_to: refused.location, denied: refused.text }
  const question = await sandbox.command((world) => beginApproval(world, sessionId, approval))
  const verdict: Verdict = question ? await askShop(sandbox, question) : { approved: true }
  return sandbox.command((world) => finishApproval(world, sessionId, verdict, approval))
}

async function beginApproval(
  world: World,
  sessionId: string,
  approval: Approval
): Promise<Question | undefined> {
  const { session, payment } = await requirePayable(world, sessionId)
  await endLateIdentification(world, session)
  if (session.status === "MANUAL_ID_CHECK") {
    throw new Refusal(409, "NOT_OFFERED", ["The seller is checking the identity"])
  }
  if (session.status !== "DISABLED") await openSession(world, session)
  return takeTyped(world, payment, approval)
}

async function finishApproval(
  world: World,
  sessionId: string,
  verdict: Verdict,
  approval: Approval
): Promise<Outcome> {
  // Read anew: while the shop was thinking the merchant may have disabled the page.
  const { session, payment } = await requirePayable(world, sessionId)
  if (!verdict.approved) {
    return { status: session.status, redirect_to: verdict.location, denied: verdict.text }
  }
  if (session.status === "IN_PROGRESS" && needsIdentification(world, payment.record)) {
    const { payment_method_category } = approval
    session.manual_identification = {
      ...beginIdentification(world, session, payment.record),
      ...(payment_method_category !== undefined && { payment_method_category }),
    }
    await move(world, session, "MANUAL_ID_CHECK")
    return outcome(session)
  }
  return complete(world, session, payment, approval)
}

async function complete(
  world: World,
  session: HppSessionRecord,
  payment: PaymentSession,
  approval: Approval
): Promise<Outcome> {
  if (!(await pay(world, session, payment, approval))) {
    if (!isFinal(session)) await move(world, session, "FAILED")
    return outcome(session, session.merchant_urls.failure)
  }
  const { close_window = false } = approval
  const completed = await requireSession(world, session.session_id)
  if (completed.status !== "COMPLETED") return outcome(completed)
  await scheduleStatusUpdate(world, completed)
  return outcome(completed, close_window ? undefined : completed.merchant_urls.success)
}

/** @returns whether the payment was approved */
async function pay(
  world: World,
  session: HppSessionRecord,
  { api, record }: PaymentSession,
  approval: Approval
): Promise<boolean> {
  if (api === "payments") return completePayments(world, session, record, approval)
  const { payment_method_category, pending = false } = approval
  if (world.settings.stale_page === "as_shown" && session.shown) Object.assign(record.body, session.shown)
  await completeOrder(world, record, {
    payment_method: initialPaymentMethod(payment_method_category),
    fraud: { fraud_status: pending ? "PENDING" : "ACCEPTED" },
  })
  return true
}

/**
 * What the consumer changed lands on the payment session; on a KCO order it is theirs from then on.
 *
 * @returns what the shop is to be asked; only KCO has a question
 */
async function takeTyped(
  world: World,
  { api, record }: PaymentSession,
  approval: Approval
): Promise<Question | undefined> {
  const { body } = record
  const { address, billing_address } = approval
  const addresses = typedAddresses(body, approval)
  if (api === "payments") {
    Object.assign(record, { body: { ...body, ...addresses } })
    await world.db.put(kpSessions, record)
    return undefined
  }
  await touch(world, record, {
    address_typed: record.address_typed || address !== undefined || billing_address !== undefined,
    body: { ...body, ...addresses },
  })
  return prepareQuestion(world, record)
}

function typedAddresses(
  body: CheckoutOrderBody,
  { address, billing_address, shipping_address }: Approval
): Pick<CheckoutOrderBody, "billing_address" | "shipping_address"> {
  const forParcel = goesElsewhere(body) ? shipping_address : { ...address, ...shipping_address }
  return {
    billing_address: { ...body.billing_address, ...address, ...billing_address },
    shipping_address: { ...body.shipping_address, ...forParcel },
  }
}

/** Two addresses that contradict each other: a change of the one is no change of the other. */
const goesElsewhere = ({ billing_address: billing, shipping_address: shipping }: CheckoutOrderBody) =>
  Object.entries(shipping).some(([field, value]) => billing[field] !== undefined && billing[field] !== value)

const isOpened = ({ status }: HppSessionRecord) => status === "IN_PROGRESS" || status === "MANUAL_ID_CHECK"

async function openSession(world: World, session: HppSessionRecord) {
  if (isOpened(session)) return
  await move(world, session, "IN_PROGRESS")
  await look(world, session)
}

/** The page shows the order as it is at this moment; also when it is reloaded. */
async function look(world: World, session: HppSessionRecord) {
  const { api, record } = await requirePaymentSession(world, session)
  const { order_amount, order_tax_amount, order_lines } = record.body
  session.shown = { order_amount, order_tax_amount, order_lines }
  await restartPageTimer(world, session)
  await world.db.put(hppSessions, session)
  // Only KCO counts its 48 hours from the consumer's last action.
  if (api === "checkout") await touch(world, record)
}

async function move(world: World, session: HppSessionRecord, status: HppSessionRecord["status"]) {
  await stopPageTimer(world, session)
  const manual_identification = status === "MANUAL_ID_CHECK" ? session.manual_identification : null
  Object.assign(session, { status, manual_identification, updated_at: changeMoment(world, session) })
  await world.db.put(hppSessions, session)
  await scheduleStatusUpdate(world, session)
}

/** For everything but paying the page must have been opened; doing it at once opens it first. */
async function requireOpened(world: World, sessionId: string): Promise<HppSessionRecord> {
  const session = await requireUsable(world, sessionId)
  await openSession(world, session)
  return session
}

async function requireUsable(world: World, sessionId: string): Promise<HppSessionRecord> {
  const session = await requireSession(world, sessionId)
  if (isFinal(session)) throw new Refusal(409, "SESSION_CLOSED", [`The session is ${session.status}`])
  await endLateIdentification(world, session)
  return session
}

/** The seller took too long: the page is payable again. */
async function endLateIdentification(world: World, session: HppSessionRecord) {
  const { manual_identification: check } = session
  if (check && check.expires_at <= world.now) await move(world, session, "IN_PROGRESS")
}

async function requirePayable(world: World, sessionId: string) {
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

const outcome = (session: HppSessionRecord, url?: string): Outcome => ({
  status: session.status,
  redirect_to: url ? fillPlaceholders(url, session) : null,
})
