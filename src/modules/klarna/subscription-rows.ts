import type { SubscriptionInterval } from "../../domain/line-subscription"
import type { LinkReason } from "../../domain/charge-failure"
import type { SubscriptionLines } from "../../domain/subscription-sale"
import type { LastError } from "./rows"

/** Rows about what is charged again and again, as the database returns them. Amounts are minor units. */

export type CustomerTokenRow = {
  id: string
  account_id: string
  customer_id: string
  purchase_id: string
  /** A secret. */
  token_id: string
  status: string
  currency_code: string
  country_code: string
  payment_method_type: string | null
  card_brand: string | null
  masked_number: string | null
  card_expiry_date: string | null
  checked_at: Date | null
  cancelled_at: Date | null
  cancelled_by: string | null
  created_at: Date
  updated_at: Date
}

export type SubscriptionStatus = "active" | "past_due" | "cancelled" | "ended"

export type SubscriptionRow = {
  id: string
  customer_id: string
  account_id: string
  customer_token_id: string | null
  purchase_id: string
  order_id: string
  name: string
  interval: SubscriptionInterval
  interval_count: number
  currency_code: string
  lines: SubscriptionLines
  anchor_at: Date
  time_zone: string
  status: SubscriptionStatus
  status_reason: string | null
  next_period: number
  next_charge_at: Date | null
  cancelled_at: Date | null
  cancelled_by: string | null
  created_at: Date
  updated_at: Date
}

export type ChargeState =
  "due" | "charging" | "retrying" | "awaiting_payment" | "charged" | "skipped" | "cancelled" | "failed"

export type ChargeRow = {
  id: string
  subscription_id: string
  period: number
  due_at: Date
  state: ChargeState
  settled_by: "token" | "link" | "other" | null
  settled_at: Date | null
  amount: number | null
  currency_code: string | null
  attempts: number
  refusals: number
  first_refused_at: Date | null
  next_attempt_at: Date | null
  order_id: string | null
  purchase_id: string | null
  klarna_order_id: string | null
  link_reason: LinkReason | null
  links: number
  last_error: LastError | null
  requested_by: string | null
  claimed_by: string | null
  claimed_until: Date | null
  created_at: Date
  updated_at: Date
}

/** Something may still be charged for it. */
export const LIVE_SUBSCRIPTIONS: readonly SubscriptionStatus[] = ["active", "past_due"]

/** Nothing more happens with it. */
export const SETTLED_CHARGES: readonly ChargeState[] = ["charged", "skipped", "cancelled"]
