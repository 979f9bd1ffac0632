import type { PaymentSays } from "./settle-readings"

type Candidate = { state: PaymentSays; authorized_by: string | null; closed_at: Date | null }

/**
 * Which of an order's purchases is its Klarna payment: the one that Medusa's payment came from, else one that was
 * paid (its money may have to go back), else one that can still be paid. A page that ended unpaid is none.
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
