import type { KlarnaConfig } from "../../../config/klarna-config"
import type { SoldSubscription } from "../../../domain/subscription-sale"
import { tokenizes } from "../../../domain/tokenize-intent"
import type { Clock } from "../clock"
import type { PurchaseRow } from "../rows"
import type { CustomerTokenStore } from "../stores/customer-token-store"
import type { SubscriptionStore } from "../stores/subscription-store"
import type { SubscriptionRow } from "../subscription-rows"
import type { CustomerTokens } from "./customer-tokens"

type Dependencies = {
  config: KlarnaConfig
  subscriptions: SubscriptionStore
  tokens: CustomerTokenStore
  customerTokens: CustomerTokens
  now: Clock
  tell: (name: string, data: Record<string, unknown>) => Promise<void>
  alarm: (sentence: string) => void
}

/**
 * An order with subscriptions stands: they begin, each once. One whose token was lost begins as well, because the
 * customer agreed and paid; each renewal is paid by link then, and the first link brings a token.
 */
export function createBeginSubscriptions(dependencies: Dependencies) {
  const { config, subscriptions, tokens, customerTokens, now, tell, alarm } = dependencies

  return async function begin(
    purchase: PurchaseRow,
    orderId: string,
    sold: SoldSubscription[]
  ): Promise<SubscriptionRow[]> {
    const { customer_id } = purchase
    if (!tokenizes(purchase.intent) || customer_id === null) return []
    const [token, ...replaced] = await tokens.allOfPurchase(purchase.id)
    const begun = await Promise.all(
      sold.map(({ name, interval, interval_count, lines }) =>
        subscriptions.begin({
          customer_id,
          account_id: purchase.account_id,
          customer_token_id: token?.id ?? null,
          purchase_id: purchase.id,
          order_id: orderId,
          name,
          interval,
          interval_count,
          currency_code: purchase.currency_code,
          lines,
          anchor_at: purchase.snapshot_at ?? new Date(now()),
          time_zone: config.customerTokens?.timeZone ?? "UTC",
        })
      )
    )
    const fresh = begun.filter(({ isNew }) => isNew).map(({ row }) => row)
    for (const { id, name } of fresh) {
      await tell("klarna.subscription.created", { id, customer_id, order_id: orderId, name })
    }
    if (fresh.length && !token) {
      alarm(`order ${orderId} has subscriptions and no customer token: its renewals are paid by link`)
      await tell("klarna.customer_token.missing", {
        purchase_id: purchase.id,
        customer_id,
        order_id: orderId,
      })
    }
    // Those of an authorization that came to nothing: the buyer agreed a second time.
    for (const { id } of replaced) await customerTokens.cancel(id, null)
    return begun.map(({ row }) => row)
  }
}

export type BeginSubscriptions = ReturnType<typeof createBeginSubscriptions>
