/** How often something is delivered and paid, in Klarna's words. */
export const SUBSCRIPTION_INTERVALS = ["DAY", "WEEK", "MONTH", "YEAR"] as const
export type SubscriptionInterval = (typeof SUBSCRIPTION_INTERVALS)[number]

/**
 * What makes an order line a subscription. All three are required in Klarna Payments.
 *
 * @see klarna-payments §7 `order_line.subscription`
 */
export type LineSubscription = {
  /** 1 to 255 characters, shown to the buyer. */
  name: string
  interval: SubscriptionInterval
  /** At least 1: every so many intervals. */
  interval_count: number
}

/** Where a shop says that a cart's or order's item is a subscription. */
export const SUBSCRIPTION_METADATA = "klarna_subscription"
