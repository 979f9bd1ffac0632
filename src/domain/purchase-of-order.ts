import type { PaymentSays } from "./settle-readings"

type Candidate = {
  state: PaymentSays
  klarna_order_id: string | null
  authorized_by: string | null
  closed_at: Date | null
}

/**
 * Which of an order's purchases is its Klarna payment, where nobody names one: the one that Medusa's payment came
 * from, else one that was paid (its money may have to go back), else one that can still be paid. A page that ended
 * unpaid is none.
 *
 * @param purchases newest first
 */
export function purchaseOfOrder<Purchase extends Candidate>(
  purchases: readonly Purchase[]
): Purchase | undefined {
  return (
    purchases.find(({ authorized_by }) => authorized_by !== null) ??
    purchases.find(({ state }) => state === "complete") ??
    purchases.find(({ closed_at }) => closed_at === null)
  )
}

/**
 * Every purchase of an order that money moved or may move with at Klarna: an order that was changed after its payment
 * is paid with several. In the order given.
 */
export const paidPurchases = <Purchase extends Candidate>(purchases: readonly Purchase[]): Purchase[] =>
  purchases.filter(
    ({ state, klarna_order_id, authorized_by }) =>
      klarna_order_id !== null && (authorized_by !== null || state === "complete" || state === "pending")
  )
