import { scheduleAuthorization } from "../callbacks/schedule-authorization"
import { grantAuthorization } from "../payments/authorization"
import { triggerOfSession } from "../payments/authorize"
import { completeSession } from "../payments/complete-session"
import { hppSessions, type HppSessionRecord, type KpSessionRecord } from "../state/records"
import type { World } from "../world"
import { changeMoment } from "./hpp-session"
import { stopPageTimer } from "./page-timer"
import { paymentChoices } from "./payment-choices"

type Choice = { payment_method_category?: string; pending?: boolean }

/**
 * The consumer pays a KP session on the page: authorized only, or the order placed, or captured as well, as
 * the session's `place_order_mode` says.
 *
 * @returns whether it was approved; the test addresses can refuse it
 */
export async function completePayments(
  world: World,
  page: HppSessionRecord,
  session: KpSessionRecord,
  { payment_method_category, pending = false }: Choice
): Promise<boolean> {
  const trigger = triggerOfSession(session)
  if (trigger?.kind === "denied" || trigger?.kind === "red") return false
  const mode = modeOf(page, session)
  const category = payment_method_category ?? paymentChoices(page, session)[0] ?? "PAY_LATER"
  const paysAsShown = world.settings.stale_page === "as_shown" && page.shown !== null
  const authorization = await grantAuthorization(world, session, {
    payment_method_category: category.toLowerCase(),
    fraud: pending ? { fraud_status: "PENDING" } : trigger?.fraud,
    allows_less: true,
    ...(paysAsShown && { body: { ...session.body, ...page.shown } }),
  })
  if (mode === "NONE") {
    await scheduleAuthorization(world, authorization)
    await finish(world, page, authorization.authorization_token)
  } else {
    // The merchant never learns this token: the order is placed here, and ends the page with the session.
    const auto_capture = mode === "CAPTURE_ORDER"
    await completeSession(world, session, authorization, {
      body: authorization.body,
      auto_capture,
      request: {},
    })
  }
  return true
}

/** Where no purchase was intended there is no order to place. */
const modeOf = ({ options }: HppSessionRecord, { body }: KpSessionRecord): string =>
  body.intent === "tokenize" ? "NONE" : String(options.place_order_mode ?? "NONE").toUpperCase()

/** The page is done, the session behind it waits for the merchant's order. */
async function finish(world: World, page: HppSessionRecord, authorization_token: string) {
  if (page.status === "DISABLED") return
  await stopPageTimer(world, page)
  Object.assign(page, {
    status: "COMPLETED",
    authorization_token,
    manual_identification: null,
    updated_at: changeMoment(world, page),
  })
  await world.db.put(hppSessions, page)
}
