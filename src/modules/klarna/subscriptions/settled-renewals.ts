import type { Clock } from "../clock"
import type { PurchaseRow } from "../rows"
import type { ChargeStore } from "../stores/charge-store"
import type { CustomerTokenStore } from "../stores/customer-token-store"
import type { SubscriptionStore } from "../stores/subscription-store"
import { SETTLED_CHARGES, type ChargeRow } from "../subscription-rows"
import type { ChargeReports } from "./charge-reports"
import type { ChargeToken } from "./charge-token"
import type { GiveUpTokens } from "./give-up-tokens"
import type { RenewalOrders } from "./renewal-orders"

const SOON_MS = 60_000

type Dependencies = {
  charges: ChargeStore
  subscriptions: SubscriptionStore
  tokens: CustomerTokenStore
  giveUpTokens: GiveUpTokens
  chargeToken: ChargeToken
  reports: ChargeReports
  now: Clock
}

type TellPlaced = RenewalOrders["tellPlaced"]
type Settled = Pick<ChargeRow, "settled_by"> & Partial<Pick<ChargeRow, "klarna_order_id" | "purchase_id">>

/** A period is paid, whoever paid it how: it is settled once and told at least once. */
export function createSettledRenewals(dependencies: Dependencies) {
  const { charges, subscriptions, tokens, giveUpTokens, chargeToken, reports, now } = dependencies

  async function paidOtherwise(charge: ChargeRow, tellPlaced: TellPlaced): Promise<void> {
    await subscriptions.resume(charge.subscription_id)
    await settleAs(charge, { settled_by: "other" }, tellPlaced)
  }

  /** Of several that find it paid one settles and tells it; one that dies in between is looked after by the next run. */
  async function settleAs(charge: ChargeRow, settled: Settled, tellPlaced: TellPlaced): Promise<boolean> {
    const row = await charges.settle(charge.id, {
      ...settled,
      state: "charged",
      next_attempt_at: new Date(now() + SOON_MS),
    })
    if (row) await tell(row, tellPlaced)
    return row !== undefined
  }

  async function tell(charge: ChargeRow, tellPlaced: TellPlaced): Promise<void> {
    await tellPlaced(charge)
    await reports.charged(charge, charge.settled_by ?? "token")
    await charges.update(charge.id, { next_attempt_at: null })
  }

  /**
   * The order of a period is paid and its payment is in Medusa's books. Called by the sync, whoever paid how.
   *
   * @returns whether there was a charge to settle
   */
  async function settlePaid(purchase: PurchaseRow, tellPlaced: TellPlaced): Promise<boolean> {
    if (purchase.subject_type !== "order") return false
    const charge = await charges.byOrder(purchase.subject_id)
    if (!charge || SETTLED_CHARGES.includes(charge.state)) return false
    // Only a link has a session.
    const settled_by = purchase.kp_session_id === null ? "token" : "link"
    if (purchase.klarna_order_id) await chargeToken.settleFound(charge, purchase.klarna_order_id)
    const renewed = settled_by === "link" ? await tokens.ofPurchase(purchase.id) : undefined
    if (renewed) await giveUpTokens.replaced(charge.subscription_id, renewed)
    // Before the charge: a run that dies in between finds the charge open, and comes back.
    await subscriptions.resume(charge.subscription_id, renewed?.id)
    const { klarna_order_id, id: purchase_id } = purchase
    return settleAs(charge, { settled_by, klarna_order_id, purchase_id }, tellPlaced)
  }

  return { paidOtherwise, settlePaid, tell }
}

export type SettledRenewals = ReturnType<typeof createSettledRenewals>
