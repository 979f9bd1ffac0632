import { compareDecimals, subtractDecimals, sumDecimals } from "./money"
import type { AuthorizationAmounts } from "./authorization-amounts"
import type { Decimal } from "./purchase-source"
import type { MappedLine } from "./reconcile"

/** How much of an item, shipping method or credit a capture or refund is for, by the ids of `matchOrderLines`. */
export type PartItem = { id: string; quantity: Decimal }

/** A capture or refund that Klarna has carried out. `items` is null when it was an amount that nobody divided. */
export type TakenPart = { kind: "capture" | "refund"; amount: number; items: readonly PartItem[] | null }

/** A line of Klarna's order and what became of its pieces. */
export type LineBalance = {
  mapped: MappedLine
  /** Pieces that captures named; all of them once everything is captured. */
  captured: Decimal
  /** Pieces that refunds named. */
  refunded: Decimal
  /** How many may still be named by a capture, and by a refund. The amounts limit both as well. */
  capturable: Decimal
  refundable: Decimal
}

/**
 * What is left of each line. Where captures did not say what they were for (an amount, or Klarna's portal), any
 * piece may be among them, so that all can be refunded.
 */
export function lineBalances(
  lines: readonly MappedLine[],
  parts: readonly TakenPart[],
  amounts: AuthorizationAmounts
): LineBalance[] {
  const named = parts.filter(({ kind, items }) => kind === "capture" && items !== null)
  const namedAmount = named.reduce((sum, { amount }) => sum + amount, 0)
  const allCaptured = amounts.captured_amount >= amounts.order_amount
  const anyMayBe = allCaptured || namedAmount < amounts.captured_amount
  return lines.map((mapped) => {
    const captured = takenOf(mapped.sourceId, "capture", parts)
    const refunded = takenOf(mapped.sourceId, "refund", parts)
    return {
      mapped,
      captured: allCaptured ? mapped.quantity : captured,
      refunded,
      capturable: allCaptured ? "0" : atLeastNothing(subtractDecimals(mapped.quantity, captured)),
      refundable:
        amounts.captured_amount === 0
          ? "0"
          : atLeastNothing(subtractDecimals(anyMayBe ? mapped.quantity : captured, refunded)),
    }
  })
}

const takenOf = (id: string, of: TakenPart["kind"], parts: readonly TakenPart[]): Decimal =>
  sumDecimals(
    parts.flatMap(({ kind, items }) =>
      kind === of ? (items ?? []).filter((item) => item.id === id).map(({ quantity }) => quantity) : []
    )
  )

const atLeastNothing = (quantity: Decimal): Decimal => (compareDecimals(quantity, "0") < 0 ? "0" : quantity)

type OperationRecord = { kind: string; status: string; amount: number | null; items: PartItem[] | null }

/** What the ledger knows to have happened at Klarna. */
export const takenParts = (operations: readonly OperationRecord[]): TakenPart[] =>
  operations.flatMap(({ kind, status, amount, items }) =>
    (kind === "capture" || kind === "refund") && status === "confirmed"
      ? [{ kind, amount: amount ?? 0, items }]
      : []
  )
