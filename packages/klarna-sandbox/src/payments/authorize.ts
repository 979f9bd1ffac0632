import { scheduleAuthorization } from "../callbacks/schedule-authorization"
import { Refusal } from "../http/refusal"
import { kpSessions, type FraudOutlook, type KpSessionRecord } from "../state/records"
import type { World } from "../world"
import { grantAuthorization } from "./authorization"
import { requireIncomplete } from "./kp-session"
import { triggerOf } from "./triggers"
import { changeSession } from "./update-session"

/** What the consumer does in the widget, and what comes of it. */
export type Authorizing = {
  payment_method_category: string
  /** Changes of the session that the shop's script sends along. */
  data?: Record<string, unknown>
  /** `false`: a category that needs it waits for `finalize`. */
  auto_finalize?: boolean
  /** `close`: the consumer closes the flow. `reject_order`: approved, but placing the order is refused. */
  result?: "approve" | "decline" | "close" | "pending" | "reject_order"
  /** For `pending`. */
  fraud?: FraudOutlook
}

/** As the widget's callback gets it. */
export type WidgetResult = {
  approved: boolean
  show_form: boolean
  authorization_token?: string
  finalize_required?: true
  error?: { invalid_fields: string[] }
}

/** Paid at once, so that the last step has to be the consumer's. */
const FINALIZED = ["pay_now", "klarna", "direct_debit", "direct_bank_transfer"]

/**
 * `authorize` and `reauthorize` of the widget.
 *
 * @throws {Refusal} 404 `SESSION_COMPLETED` once an order was placed
 */
export async function authorize(
  world: World,
  session: KpSessionRecord,
  wish: Authorizing
): Promise<WidgetResult> {
  requireIncomplete(session)
  const problems = await changeSession(world, session, wish.data ?? {})
  if (problems.length > 0) {
    const invalid_fields = problems.map(({ path }) => path)
    return { approved: false, show_form: true, error: { invalid_fields } }
  }
  const trigger = triggerOfSession(session)
  if (trigger?.kind === "denied" || trigger?.kind === "red") return { approved: false, show_form: false }
  switch (wish.result ?? "approve") {
    case "decline":
      return { approved: false, show_form: false }
    case "close":
      return { approved: false, show_form: true }
    default:
      return approve(world, session, wish)
  }
}

async function approve(world: World, session: KpSessionRecord, wish: Authorizing): Promise<WidgetResult> {
  const { payment_method_category } = wish
  if (wish.auto_finalize === false && FINALIZED.includes(payment_method_category)) {
    await world.db.update(
      kpSessions,
      { session_id: session.session_id },
      { to_finalize: payment_method_category }
    )
    return { approved: true, show_form: true, finalize_required: true }
  }
  const trigger = triggerOfSession(session)
  const authorization = await grantAuthorization(world, session, {
    payment_method_category,
    fraud: wish.fraud ?? (trigger?.kind === "pending" ? trigger.fraud : undefined),
    refuses_order: wish.result === "reject_order",
  })
  await scheduleAuthorization(world, authorization)
  return { approved: true, show_form: true, authorization_token: authorization.authorization_token }
}

export const triggerOfSession = ({ body }: KpSessionRecord) =>
  triggerOf(body.billing_address.email, body.billing_address.country ?? body.purchase_country)

/** `finalize` of the widget, for what answered `finalize_required`. */
export async function finalize(
  world: World,
  session: KpSessionRecord,
  wish: Authorizing
): Promise<WidgetResult> {
  const payment_method_category = session.to_finalize
  if (payment_method_category === null) {
    throw new Refusal(409, "OPERATION_NOT_SUPPORTED", ["Nothing waits to be finalized"])
  }
  return authorize(world, session, { ...wish, payment_method_category, auto_finalize: true })
}
