import type { KlarnaConfig } from "../../../config/klarna-config"
import type { LinkReason } from "../../../domain/charge-failure"
import type { Clock } from "../clock"
import { statusOf } from "../status-of"
import type { ChargeStore } from "../stores/charge-store"
import type { PurchaseStore } from "../stores/purchase-store"
import type { SubscriptionStore } from "../stores/subscription-store"
import { SETTLED_CHARGES, type ChargeRow } from "../subscription-rows"
import { describe, idsOf, type ChargeReports } from "./charge-reports"
import type { EndSubscription } from "./end-subscription"
import type { RenewalOrder, RenewalOrders } from "./renewal-orders"

const AGAIN_MS = 15 * 60_000
/** A link of which Klarna does not tell when it ends. */
const LINK_MS = 48 * 3_600_000

type Dependencies = {
  config: KlarnaConfig
  charges: ChargeStore
  subscriptions: SubscriptionStore
  purchases: PurchaseStore
  reports: ChargeReports
  endSubscription: EndSubscription
  now: Clock
  tell: (name: string, data: Record<string, unknown>) => Promise<void>
  alarm: (sentence: string) => void
}

/**
 * Has the customer pay a renewal that their token did not pay. Paid, it brings a new token along. Events name the link's
 * payment session: whoever has its address can pay.
 */
export function createPaymentLinks(dependencies: Dependencies) {
  const { config, charges, subscriptions, purchases, reports, endSubscription, now, tell, alarm } =
    dependencies

  /** From here on it is the customer's to pay. */
  async function owe(
    charge: ChargeRow,
    order: RenewalOrder,
    reason: LinkReason,
    orders: RenewalOrders
  ): Promise<void> {
    await subscriptions.pastDue(charge.subscription_id, reason)
    const owed = await charges.update(charge.id, {
      state: "awaiting_payment",
      link_reason: reason,
      next_attempt_at: new Date(now()),
    })
    await send(owed ?? charge, order, orders)
  }

  /** Told before it is noted: after an accident twice, but never not at all. */
  async function send(charge: ChargeRow, order: RenewalOrder, orders: RenewalOrders): Promise<void> {
    try {
      const link = await orders.openLink(order)
      const purchase = await purchases.byHolder(link.paymentSessionId)
      await tell("klarna.subscription.payment_link", {
        ...idsOf({ ...charge, order_id: order.id }),
        purchase_id: purchase?.id ?? null,
        payment_session_id: link.paymentSessionId,
        expires_at: link.expiresAt?.toISOString() ?? null,
        reason: charge.link_reason,
        renewed: charge.links > 0,
      })
      await charges.update(charge.id, {
        ...(purchase ? { purchase_id: purchase.id } : {}),
        links: charge.links + 1,
        next_attempt_at: link.expiresAt ?? new Date(now() + LINK_MS),
      })
    } catch (error) {
      const described = describe(error)
      await charges.update(charge.id, {
        last_error: reports.toLastError("open payment link", described),
        next_attempt_at: new Date(now() + AGAIN_MS),
      })
      alarm(`the payment link of charge ${charge.id} could not be made and is tried again: ${described.code}`)
    }
  }

  /** The link has run out, or is about to: the customer gets another one, as often as the shop wants. */
  async function renew(
    charge: ChargeRow,
    purchaseId: string,
    order: RenewalOrder,
    orders: RenewalOrders
  ): Promise<void> {
    await orders.settle(purchaseId)
    const [current, purchase] = await Promise.all([charges.byId(charge.id), purchases.byId(purchaseId)])
    if (!current || SETTLED_CHARGES.includes(current.state)) return
    if (purchase && !purchase.closed_at && !UNPAID.includes(statusOf(purchase))) {
      await charges.update(charge.id, { next_attempt_at: new Date(now() + AGAIN_MS) })
      return
    }
    if (charge.links <= (config.customerTokens?.paymentLinkRenewals ?? 0)) return send(charge, order, orders)
    await reports.refused(charge, "link_not_paid", charge.last_error, null)
    const isEnded = config.customerTokens?.unpaidRenewals !== "keep"
    // Ended before the charge is looked at again, which cancels it with its order.
    if (isEnded) await endSubscription(charge.subscription_id, { status: "ended", reason: "unpaid" })
    else await charges.update(charge.id, { next_attempt_at: null })
  }

  return { owe, send, renew }
}

export type PaymentLinks = ReturnType<typeof createPaymentLinks>

const UNPAID = ["new", "incomplete"]
