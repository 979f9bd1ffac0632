/** What `GET /admin/klarna/subscriptions` and `/admin/klarna/customers/:id/tokens` answer, as far as it is shown. */
export type Subscription = {
  id: string
  name: string
  status: string
  status_reason: string | null
  interval: "DAY" | "WEEK" | "MONTH" | "YEAR"
  interval_count: number
  currency_code: string
  order_id: string
  next_charge_at: string | null
  cancelled_at: string | null
  open_charge: OpenCharge | null
}

export type OpenCharge = {
  id: string
  state: string
  /** Minor units. */
  amount: number | null
  currency_code: string | null
  order_id: string | null
  next_attempt_at: string | null
}

export type CustomerToken = {
  id: string
  status: string
  payment_method_type: string | null
  card_brand: string | null
  masked_number: string | null
  card_expiry_date: string | null
}

/** Something may still be charged for it. */
export const isLive = ({ status }: Subscription): boolean => status === "active" || status === "past_due"

/** In words: the brand or Klarna's method, and the number that the customer knows it by. */
export function methodOf({ card_brand, payment_method_type, masked_number }: CustomerToken): string {
  const kind = card_brand ?? payment_method_type?.toLowerCase().replaceAll("_", " ") ?? "Klarna"
  const words = kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase()
  return masked_number ? `${words} ${masked_number}` : words
}
