/** What a product's metadata say about a subscription, and what is put on the line of a cart: see the plugin's guide. */
export interface LineSubscription {
  readonly name: string
  readonly interval: "DAY" | "WEEK" | "MONTH" | "YEAR"
  readonly interval_count: number
}

const METADATA = "klarna_subscription"

type Described = { readonly metadata?: Record<string, unknown> | null }

export const subscriptionOf = ({ metadata }: Described): LineSubscription | undefined =>
  metadata?.[METADATA] as LineSubscription | undefined

/** @returns nothing where a product is sold once */
export function lineMetadata(product: Described): Record<string, unknown> | undefined {
  const subscription = subscriptionOf(product)
  return subscription && { [METADATA]: subscription }
}
