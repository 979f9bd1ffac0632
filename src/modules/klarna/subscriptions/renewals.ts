import type { KlarnaConfig } from "../../../config/klarna-config"
import { afterFailure, type ChargeFailure } from "../../../domain/charge-failure"
import type { Clock } from "../clock"
import type { LastError, PurchaseRow } from "../rows"
import { statusOf } from "../status-of"
import type { ChargeStore } from "../stores/charge-store"
import type { CustomerTokenStore } from "../stores/customer-token-store"
import type { PurchaseStore } from "../stores/purchase-store"
import type { SubscriptionStore } from "../stores/subscription-store"
import { SETTLED_CHARGES, type ChargeRow, type SubscriptionRow } from "../subscription-rows"
import { describe, type ChargeReports } from "./charge-reports"
import type { Charged, ChargeToken } from "./charge-token"
import type { PaymentLinks } from "./payment-links"
import type { RenewalOrder, RenewalOrders } from "./renewal-orders"
import type { RenewalPurchases } from "./renewal-purchases"
import type { SettledRenewals } from "./settled-renewals"

const SOON_MS = 60_000
/** What is paid at Klarna is settled by its purchase's own poll; this only looks after it. */
const LATER_MS = 15 * 60_000

/** `busy`: somebody else is at it. Else the state that the charge is in now. */
export type RenewalResult = "busy" | ChargeRow["state"]

type Dependencies = {
  config: KlarnaConfig
  charges: ChargeStore
  subscriptions: SubscriptionStore
  tokens: CustomerTokenStore
  purchases: PurchaseStore
  renewalPurchases: RenewalPurchases
  chargeToken: ChargeToken
  links: PaymentLinks
  settled: SettledRenewals
  reports: ChargeReports
  now: Clock
}

/** All that one run is about. */
type Run = { charge: ChargeRow; subscription: SubscriptionRow; orders: RenewalOrders }

/**
 * Has one period of a subscription paid: order first, then the money, then both together. Every step finds what the
 * one before left, so it may be run again after any accident, and by anybody.
 */
export function createRenewals(dependencies: Dependencies) {
  const { config, charges, subscriptions, tokens, purchases, now } = dependencies
  const { renewalPurchases, chargeToken, links, settled, reports } = dependencies

  /** @throws whatever stopped it; it is tried again in a while */
  async function renew(chargeId: string, orders: RenewalOrders): Promise<RenewalResult> {
    const claim = await charges.claim(chargeId)
    if (!claim) return "busy"
    const { row: charge, owner } = claim
    try {
      const subscription = await subscriptions.byId(charge.subscription_id)
      if (subscription) await work({ charge, subscription, orders })
      return (await charges.byId(chargeId))?.state ?? charge.state
    } catch (error) {
      await charges.update(chargeId, {
        next_attempt_at: new Date(now() + LATER_MS),
        last_error: reports.toLastError("renew", describe(error)),
      })
      throw error
    } finally {
      await charges.release(chargeId, owner)
    }
  }

  async function work(run: Run): Promise<void> {
    const { charge, subscription, orders } = run
    if (charge.state === "charged" && charge.next_attempt_at) return settled.tell(charge, orders.tellPlaced)
    if (SETTLED_CHARGES.includes(charge.state)) return
    const mayBeCharged = await chargeToken.mayBeCharged(charge)
    if (isOver(subscription) && !mayBeCharged) return cancel(run)
    const order = await prepare(run)
    if (!order) return
    switch (order.standing) {
      case "paid":
        return settled.paidOtherwise(charge, orders.tellPlaced)
      case "canceled":
        return orderCanceled(run, order, mayBeCharged)
      case "open":
        return payOpen(run, order)
    }
  }

  async function payOpen(run: Run, order: RenewalOrder): Promise<void> {
    const { charge, subscription } = run
    const before = charge.purchase_id ? await purchases.byId(charge.purchase_id) : undefined
    if (before?.close_reason === "rejected" && charge.klarna_order_id) return rejected(run, order)
    const purchase = await chargeToken.free(charge, await renewalPurchases.of(subscription, charge, order))
    const unheard = await chargeToken.unheard(charge)
    return unheard ? refused(run, order, unheard.failure, unheard.error) : goOn(run, order, purchase)
  }

  async function goOn(run: Run, order: RenewalOrder, purchase: PurchaseRow): Promise<void> {
    const { charge, orders } = run
    switch (statusOf(purchase)) {
      case "new":
        return charge.state === "awaiting_payment"
          ? links.send(charge, order, orders)
          : pay(run, order, purchase)
      case "incomplete":
        return links.renew(charge, purchase.id, order, orders)
      case "placing":
        return purchase.klarna_order_id === null && (await chargeToken.begun(charge))
          ? pay(run, order, purchase)
          : settle(run, purchase)
      case "complete":
      case "pending":
      case "authorized":
      // The sync closes these and says what they mean; the next run finds another purchase.
      case "rejected":
      case "gone":
      case "aborted":
      case "unknown":
        return settle(run, purchase)
    }
  }

  /** Taxes or stock may stand in the way: then nothing was charged, and somebody has to know. */
  async function prepare({ charge, subscription, orders }: Run): Promise<RenewalOrder | undefined> {
    try {
      const order = await orders.prepare(charge, subscription)
      const { order_amount: amount, purchase_currency: currency_code } = order.draft
      await charges.update(charge.id, { order_id: order.id, amount, currency_code })
      return order
    } catch (error) {
      const described = describe(error)
      if (!described.isOurs) throw error
      await reports.fail(charge, "order_not_made", reports.toLastError("make order", described))
      return undefined
    }
  }

  async function pay(run: Run, order: RenewalOrder, purchase: PurchaseRow): Promise<void> {
    const { charge, subscription, orders } = run
    const begun = await chargeToken.begun(charge)
    // What was begun is brought to its end with the token that it was begun with.
    const tokenId = begun?.target ?? subscription.customer_token_id
    const token = tokenId ? await tokens.byId(tokenId) : undefined
    if (!token) return links.owe(charge, order, "token_missing", orders)
    if (token.status === "CANCELLED" && !begun) return links.owe(charge, order, "token_ended", orders)
    const sending = await charges.update(charge.id, {
      state: "charging",
      attempts: charge.attempts + 1,
      next_attempt_at: new Date(now() + SOON_MS),
    })
    const charged = await chargeToken.charge(charge, token, purchase, order)
    await after({ ...run, charge: { ...(sending ?? charge), last_error: charge.last_error } }, order, {
      purchase,
      charged,
    })
  }

  async function after(
    run: Run,
    order: RenewalOrder,
    { purchase, charged }: { purchase: PurchaseRow; charged: Charged }
  ): Promise<void> {
    const { charge } = run
    switch (charged.result) {
      case "charged":
        await charges.update(charge.id, { klarna_order_id: charged.klarnaOrderId })
        await purchases.update(purchase.id, { next_check_at: new Date(now()) })
        return settle(run, purchase)
      case "refused":
        return refused(run, order, charged.failure, charged.error)
      case "again":
        await charges.update(charge.id, { next_attempt_at: charged.at, last_error: charged.error })
        // Bad credentials and the like: told once, because waiting does not cure them.
        if (!charged.unknown && charge.last_error?.code !== charged.error.code) {
          await reports.refused(charge, "not_sent", charged.error, charged.at)
        }
        return
      case "lost":
        return reports.fail(charge, "unknown_outcome", reports.toLastError("charge", OUTCOME_LOST))
      case "busy":
        // Whoever sends it says what became of it.
        return
    }
  }

  async function refused(
    run: Run,
    order: RenewalOrder,
    failure: ChargeFailure,
    error: LastError
  ): Promise<void> {
    const { charge, subscription, orders } = run
    const refusals = charge.refusals + 1
    const first_refused_at = charge.first_refused_at ?? new Date(now())
    await charges.update(charge.id, { refusals, first_refused_at, last_error: error })
    if (isOver((await subscriptions.byId(subscription.id)) ?? subscription)) return cancel(run)
    const days = config.customerTokens?.retryAfterDays ?? []
    const next = afterFailure(failure, refusals, first_refused_at.getTime(), days)
    switch (next.act) {
      case "charge_again": {
        const at = new Date(Math.max(next.at, now()))
        await charges.update(charge.id, { state: "retrying", next_attempt_at: at })
        await subscriptions.pastDue(charge.subscription_id, failure)
        return reports.refused(charge, failure, error, at)
      }
      case "send_link":
        await reports.refused(charge, failure, error, null)
        return links.owe(charge, order, next.reason, orders)
      case "alarm":
        return reports.fail(charge, next.reason, error)
      case "repeat":
        // `chargeToken` has arranged it.
        return
    }
  }

  /** Paid at Klarna: our own road makes it Medusa's payment, and settles the charge on its way. */
  async function settle({ charge, orders }: Run, purchase: PurchaseRow): Promise<void> {
    await charges.update(charge.id, { next_attempt_at: new Date(now() + LATER_MS) })
    await orders.settle(purchase.id)
  }

  /** Klarna checked the charge and does not pay it after all. Charged again it would be checked again. */
  async function rejected(run: Run, order: RenewalOrder): Promise<void> {
    const { charge, subscription, orders } = run
    const error = reports.toLastError("charge", NOT_PAID)
    const changes = { klarna_order_id: null, settled_by: null, last_error: error }
    const freed = (await charges.update(charge.id, changes)) ?? charge
    if (isOver(subscription)) return cancel({ ...run, charge: freed })
    await reports.refused(freed, "rejected", error, null)
    return links.owe(freed, order, "rejected", orders)
  }

  /** Nobody wants what is not paid. */
  async function cancel({ charge, orders }: Run): Promise<void> {
    if (charge.order_id) await orders.cancel(charge.order_id)
    await giveUp(charge)
  }

  /** @returns whether the charge is over: what was sent a moment ago is not */
  async function giveUp(charge: ChargeRow): Promise<boolean> {
    const cancelled = await charges.cancel(charge.id)
    const purchase = charge.purchase_id ? await purchases.byId(charge.purchase_id) : undefined
    if (cancelled && purchase) await chargeToken.free(charge, purchase)
    return cancelled !== undefined
  }

  /** Staff cancelled the order of this period: it is left out, and what may have been charged for it goes back. */
  async function orderCanceled(run: Run, order: RenewalOrder, mayBeCharged: boolean): Promise<void> {
    const { charge, subscription } = run
    const purchase = await renewalPurchases.live(subscription, order)
    if (mayBeCharged && purchase) {
      await goOn(run, order, purchase)
      if (await chargeToken.begun(charge)) return
    }
    if (await giveUp(charge)) await subscriptions.resume(subscription.id)
  }

  return { renew }
}

export type Renewals = ReturnType<typeof createRenewals>

const isOver = ({ status }: SubscriptionRow) => status === "cancelled" || status === "ended"

const NOT_PAID = {
  code: "REJECTED",
  message: "Klarna accepted the charge at first, checked it for fraud and refused it then",
}

const OUTCOME_LOST = {
  code: "ANSWER_LOST",
  message: "It may have been charged. Look for the order in Klarna's portal, then charge again or cancel",
}
