import { withFraudDecision } from "../../order-management/fraud"
import { findCaptures, findRefunds, toManagedOrder } from "../../order-management/managed-order"
import { toCheckoutOrder } from "../../checkout/checkout-order"
import {
  checkoutOrders,
  kpSessions,
  managedOrders,
  type CaptureRecord,
  type CheckoutOrderBody,
  type CheckoutOrderRecord,
  type ManagedOrderRecord,
  type RefundRecord,
} from "../../state/records"
import type { World } from "../../world"
import { findCallbacksAbout, type CallbackRow } from "./find-callbacks"
import { findHppSessionsOf, type HppSessionRow } from "./find-hpp-sessions"
import { findOrdersById, type OrderRow } from "./find-orders"

/** Everything about one order that the database knows. */
export type OrderView = {
  row: OrderRow
  checkout: CheckoutOrderRecord | null
  managed: ManagedOrderRecord | null
  /** The newer of the two. */
  details: Pick<
    CheckoutOrderBody,
    | "order_lines"
    | "billing_address"
    | "shipping_address"
    | "purchase_country"
    | "purchase_currency"
    | "locale"
  > & { merchant_reference1?: string; merchant_reference2?: string }
  captures: CaptureRecord[]
  refunds: RefundRecord[]
  kpSessionId: string | null
  hppSessions: HppSessionRow[]
  callbacks: CallbackRow[]
  /** As the APIs answer it. */
  answers: { checkout?: unknown; orderManagement?: unknown }
}

export async function readOrder(world: World, order_id: string): Promise<OrderView | undefined> {
  const { db } = world
  const [row] = await findOrdersById(world, [order_id])
  const checkout = await db.findOneBy(checkoutOrders, { order_id })
  const stored = await db.findOneBy(managedOrders, { order_id })
  const managed = stored && withFraudDecision(stored, world.now)
  const details = managed?.details ?? checkout?.body
  if (!row || !details) return undefined
  const kpSession = checkout ? null : await db.findOneBy(kpSessions, { order_id })
  const hppSessions = await findHppSessionsOf(world, kpSession?.session_id ?? order_id)
  const subjects = [order_id, ...hppSessions.map(({ session_id }) => session_id)]
  return {
    row,
    checkout,
    managed,
    details,
    captures: await findCaptures(world, order_id),
    refunds: await findRefunds(world, order_id),
    kpSessionId: kpSession?.session_id ?? null,
    hppSessions,
    callbacks: await findCallbacksAbout(world, kpSession ? [...subjects, kpSession.session_id] : subjects),
    answers: {
      ...(checkout && { checkout: toCheckoutOrder(checkout) }),
      ...(managed && { orderManagement: await toManagedOrder(world, managed) }),
    },
  }
}
