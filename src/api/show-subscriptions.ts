import type { KlarnaModuleService } from "../modules/klarna"
import type { ChargeRow, SubscriptionRow } from "../modules/klarna/subscription-rows"

/** Subscriptions with what is open of each, as their customer sees them. */
export async function showSubscriptions(klarna: KlarnaModuleService, rows: SubscriptionRow[]) {
  const open = await klarna.subscriptions.charges.openOfAll(rows.map(({ id }) => id))
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      status: row.status,
      name: row.name,
      interval: row.interval,
      interval_count: row.interval_count,
      currency_code: row.currency_code,
      order_id: row.order_id,
      customer_token_id: row.customer_token_id,
      started_at: row.anchor_at,
      next_charge_at: row.next_charge_at,
      cancelled_at: row.cancelled_at,
      open_charge: await showCharge(
        klarna,
        open.find(({ subscription_id }) => subscription_id === row.id)
      ),
    }))
  )
}

/** What staff see beside it. */
export async function showSubscriptionsToStaff(klarna: KlarnaModuleService, rows: SubscriptionRow[]) {
  const shown = await showSubscriptions(klarna, rows)
  return shown.map((subscription, index) => {
    const { customer_id, account_id, next_period, status_reason, cancelled_by, time_zone } = rows[
      index
    ] as SubscriptionRow
    return {
      ...subscription,
      customer_id,
      account_id,
      next_period,
      status_reason,
      cancelled_by,
      time_zone,
    }
  })
}

/** The oldest period that is not settled, with somewhere to pay it when that is the customer's to do. */
async function showCharge(klarna: KlarnaModuleService, charge: ChargeRow | undefined) {
  if (!charge) return null
  const page =
    charge.state === "awaiting_payment" && charge.purchase_id
      ? await klarna.pages.live(charge.purchase_id)
      : undefined
  return {
    id: charge.id,
    period: charge.period,
    state: charge.state,
    due_at: charge.due_at,
    /** Minor units. */
    amount: charge.amount,
    currency_code: charge.currency_code,
    order_id: charge.order_id,
    next_attempt_at: charge.next_attempt_at,
    redirect_url: page?.redirect_url ?? null,
  }
}
