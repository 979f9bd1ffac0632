import { isExpired } from "../checkout/checkout-order"
import { Refusal } from "../http/refusal"
import {
  checkoutOrders,
  kpSessions,
  type CheckoutOrderRecord,
  type HppSessionRecord,
  type KpSessionRecord,
} from "../state/records"
import type { World } from "../world"

/** What a page stands on: it leads, the page follows. */
export type PaymentSession =
  { api: "checkout"; record: CheckoutOrderRecord } | { api: "payments"; record: KpSessionRecord }

export async function findPaymentSession(
  { db }: World,
  api: HppSessionRecord["payment_api"],
  id: string
): Promise<PaymentSession | null> {
  if (api === "checkout") {
    const record = await db.findOneBy(checkoutOrders, { order_id: id })
    return record && { api, record }
  }
  const record = await db.findOneBy(kpSessions, { session_id: id })
  return record && { api, record }
}

/** @throws {Refusal} 404 `NOT_FOUND` when it is gone */
export async function requirePaymentSession(
  world: World,
  { payment_api, payment_session_id }: HppSessionRecord
): Promise<PaymentSession> {
  const payment = await findPaymentSession(world, payment_api, payment_session_id)
  if (!payment || hasExpired(payment, world.now)) {
    throw new Refusal(404, "NOT_FOUND", ["The payment session was not found or has expired"])
  }
  return payment
}

/** Whether it can still be paid. */
export function isPayable(payment: PaymentSession, now: number): boolean {
  if (hasExpired(payment, now)) return false
  return payment.api === "checkout"
    ? payment.record.status === "checkout_incomplete" && payment.record.aborted_at === null
    : payment.record.status === "incomplete"
}

/** A completed KCO order stays readable, an expired KP session does not. */
const hasExpired = (payment: PaymentSession, now: number) =>
  payment.api === "checkout" ? isExpired(payment.record, now) : payment.record.expires_at <= now
