import { askShop, prepareQuestion, type Question, type Verdict } from "../callbacks/ask-validation"
import { scheduleStatusUpdate } from "../callbacks/schedule-status-update"
import { touch } from "../checkout/checkout-order"
import { completeOrder } from "../checkout/complete-order"
import { Refusal } from "../http/refusal"
import type { Sandbox } from "../sandbox"
import { kpSessions, type HppSessionRecord } from "../state/records"
import type { World } from "../world"
import { completePayments } from "./complete-payments"
import { isFinal, requireSession } from "./hpp-session"
import { beginIdentification, needsIdentification } from "./manual-identification"
import { outcome, type Outcome } from "./outcome"
import { endLateIdentification, move, openSession, requirePayable } from "./page-steps"
import { initialPaymentMethod, paymentChoices } from "./payment-choices"
import type { PaymentSession } from "./payment-session"
import { tellOfTyped } from "./tell-of-typed"
import { typedAddresses, type Typed } from "./typed-addresses"

export type Approval = Typed & {
  /** The consumer closes the window before the browser gets back to the shop. */
  close_window?: boolean
  /** The category that was chosen, in any case; an invoice when absent. */
  payment_method_category?: string
  /** The order is placed and waits for a fraud decision. */
  pending?: boolean
}

/** Pay. The shop is asked first when it wants to be; its answer is waited for outside any transaction. */
export async function approve(
  sandbox: Sandbox,
  sessionId: string,
  approval: Approval = {}
): Promise<Outcome> {
  await sandbox.command((world) => requireOffered(world, sessionId, approval))
  const refused = await tellOfTyped(sandbox, sessionId, (body) => typedAddresses(body, approval))
  if (refused) return { status: refused.status, redirect_to: refused.location, denied: refused.text }
  const question = await sandbox.command((world) => beginApproval(world, sessionId, approval))
  const verdict: Verdict = question ? await askShop(sandbox, question) : { approved: true }
  return sandbox.command((world) => finishApproval(world, sessionId, verdict, approval))
}

/** What the page does not offer cannot be chosen. */
async function requireOffered(world: World, sessionId: string, { payment_method_category }: Approval) {
  if (payment_method_category === undefined) return
  const { session, payment } = await requirePayable(world, sessionId)
  const offered = paymentChoices(session, payment.record)
  if (offered.some((category) => category === payment_method_category.toUpperCase())) return
  throw new Refusal(409, "NOT_OFFERED", [
    `The page offers ${offered.join(", ") || "no way to pay"}, not ${payment_method_category.toUpperCase()}`,
  ])
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

/** The payment is taken, unless a test address refuses it. */
export async function complete(
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
