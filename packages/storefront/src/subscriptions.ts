import { sdk } from "./medusa"
import type { LineSubscription } from "./line-subscription"

/** The answer of `GET /store/klarna/subscriptions`, as far as the shop shows it. */
export interface Subscription extends LineSubscription {
  readonly id: string
  readonly status: "active" | "past_due" | "cancelled" | "ended"
  readonly currency_code: string
  readonly next_charge_at: string | null
  readonly open_charge: {
    readonly state: string
    /** Where the customer pays what their token did not. */
    readonly redirect_url: string | null
  } | null
}

/** The answer of `GET /store/klarna/customer-tokens`. */
export interface CustomerToken {
  readonly id: string
  readonly status: string
  readonly payment_method_type: string | null
  readonly card_brand: string | null
  readonly masked_number: string | null
}

const MOST = { limit: 50 }

export async function listSubscriptions(): Promise<Subscription[]> {
  const { subscriptions } = await sdk.client.fetch<{ subscriptions: Subscription[] }>(
    "/store/klarna/subscriptions",
    { query: MOST }
  )
  return subscriptions
}

export async function cancelSubscription(id: string): Promise<void> {
  await sdk.client.fetch(`/store/klarna/subscriptions/${id}/cancel`, { method: "POST" })
}

export async function listCustomerTokens(): Promise<CustomerToken[]> {
  const { customer_tokens } = await sdk.client.fetch<{ customer_tokens: CustomerToken[] }>(
    "/store/klarna/customer-tokens"
  )
  return customer_tokens
}

/** For good: Klarna gives it back to nobody. */
export async function removeCustomerToken(id: string): Promise<void> {
  await sdk.client.fetch(`/store/klarna/customer-tokens/${id}`, { method: "DELETE" })
}
