import type { MinorUnits } from "./money"

/** A payment of Medusa's, and how much of what it captured has not gone back. */
export type Refundable = { id: string; refundable: MinorUnits }

/**
 * Which payments a refund goes back from: Medusa refunds no more of a payment than it captured, while Klarna has one
 * order for all of them. One payment where one has enough, the smallest of those; else one after the other.
 *
 * @param amount minor units, positive
 * @returns nothing when all of them together have not captured that much
 */
export function divideRefund(
  amount: MinorUnits,
  payments: readonly Refundable[]
): { id: string; amount: MinorUnits }[] | undefined {
  const [enough] = payments
    .filter(({ refundable }) => refundable >= amount)
    .sort((one, other) => one.refundable - other.refundable)
  if (enough) return [{ id: enough.id, amount }]
  let left: number = amount
  const parts = payments.flatMap(({ id, refundable }) => {
    const part = Math.max(Math.min(left, refundable), 0)
    left -= part
    return part > 0 ? [{ id, amount: part as MinorUnits }] : []
  })
  return left === 0 ? parts : undefined
}
