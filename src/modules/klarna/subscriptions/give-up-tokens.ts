import type { CustomerTokenStore } from "../stores/customer-token-store"
import type { SubscriptionStore } from "../stores/subscription-store"
import type { CustomerTokenRow, SubscriptionRow } from "../subscription-rows"
import type { CustomerTokens } from "./customer-tokens"

type Dependencies = {
  tokens: CustomerTokenStore
  subscriptions: SubscriptionStore
  customerTokens: CustomerTokens
}

/** Nobody can be charged any more for what they did not get, or have given back: here and at Klarna. */
export function createGiveUpTokens({ tokens, subscriptions, customerTokens }: Dependencies) {
  /** A purchase comes to nothing, and with it what its buyer agreed to be charged with. */
  const ofPurchase = async (purchaseId: string): Promise<void> =>
    cancelUnused(await tokens.allOfPurchase(purchaseId))

  /** These subscriptions are over: their tokens go, but for one that another subscription is charged with. */
  async function ofSubscriptions(over: Pick<SubscriptionRow, "customer_token_id">[]): Promise<void> {
    const ids = new Set(over.flatMap(({ customer_token_id }) => customer_token_id ?? []))
    const found = await Promise.all([...ids].map((id) => tokens.byId(id)))
    await cancelUnused(found.filter((token) => token !== undefined))
  }

  /** A renewal that was paid by its link brought a new token, and the one that did not pay is of no use any more. */
  async function replaced(subscriptionId: string, { id: by }: CustomerTokenRow): Promise<void> {
    const old = (await subscriptions.byId(subscriptionId))?.customer_token_id
    if (!old || old === by) return
    const others = (await subscriptions.ofToken(old)).filter(({ id }) => id !== subscriptionId)
    if (!others.length) await customerTokens.cancel(old, null)
  }

  async function cancelUnused(found: CustomerTokenRow[]): Promise<void> {
    for (const { id } of found) {
      if (!(await subscriptions.ofToken(id)).length) await customerTokens.cancel(id, null)
    }
  }

  return { ofPurchase, ofSubscriptions, replaced }
}

export type GiveUpTokens = ReturnType<typeof createGiveUpTokens>
