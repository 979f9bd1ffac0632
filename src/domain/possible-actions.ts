import type { AuthorizationAmounts } from "./authorization-amounts"
import type { Obstacle } from "./obstacle"
import { returnFeeObstacle } from "./return-fee"

export type { Obstacle } from "./obstacle"

export type Possibility = { allowed: boolean; reason: Obstacle | null }

export type PossibleActions = Record<
  "capture" | "refund" | "cancel" | "release" | "extend" | "return_fee",
  Possibility
>

export type Circumstances = {
  fraudStatus: string | undefined
  /** The amounts are Klarna's own, or the ledger's with every effect resolved. */
  certain: boolean
  /** Country of purchase, ISO 3166-1 alpha-2. */
  country: string
  /** How many captures there are. */
  captures: number
  extends: boolean
  /** When it was bought, as Klarna tells it. */
  createdAt: string | undefined
  /** Medusa has a payment that a capture can be booked on. */
  hasPayment: boolean
  /** And one that a refund can, also one that a change of the order has ended after it captured. */
  hasRefundable: boolean
  now: number
}

const EXTENDED_WITHIN_MS = 180 * 24 * 3_600_000

/**
 * What Klarna would accept, from amounts and fraud status alone: sources disagree on what sets `CAPTURED` apart
 * from `CLOSED`, so no status decides.
 *
 * @see order-management: cancel only without captures, release only after one, capture only when `ACCEPTED`,
 *   extension within 180 days and not at Kustom
 */
export function possibleActions(
  amounts: AuthorizationAmounts,
  circumstances: Circumstances
): PossibleActions {
  const { captured_amount, refunded_amount, remaining_authorized_amount } = amounts
  const isCaptured = captured_amount > 0
  const unauthorized = remaining_authorized_amount > 0 ? undefined : "nothing_authorized"
  const decision = fraudObstacle(circumstances.fraudStatus)
  // Klarna lets go of what it has rejected, so this comes before that nothing is left.
  const rejected = decision === "fraud_rejected" && !isCaptured ? decision : undefined
  const unbookable = circumstances.hasPayment ? undefined : "payment_missing"
  const unreturnable = circumstances.hasRefundable ? undefined : "payment_missing"
  const unrefundable = !isCaptured
    ? "nothing_captured"
    : refunded_amount < captured_amount
      ? undefined
      : "fully_refunded"
  const answer = (obstacle: Obstacle | undefined): Possibility => {
    const reason = circumstances.certain ? (obstacle ?? null) : "operation_unresolved"
    return { allowed: reason === null, reason }
  }
  return {
    capture: answer(rejected ?? unauthorized ?? decision ?? unbookable),
    refund: answer(unrefundable ?? unreturnable),
    cancel: answer(isCaptured ? "already_captured" : unauthorized),
    release: answer(isCaptured ? unauthorized : "nothing_captured"),
    extend: answer(rejected ?? unauthorized ?? extensionObstacle(circumstances)),
    return_fee: answer(
      unrefundable ?? unreturnable ?? returnFeeObstacle({ ...circumstances, remaining_authorized_amount })
    ),
  }
}

function extensionObstacle(circumstances: Circumstances): Obstacle | undefined {
  const { extends: offered, createdAt, now, fraudStatus } = circumstances
  if (!offered) return "extension_not_offered"
  const undecided = fraudObstacle(fraudStatus)
  // Nothing is authorized yet, or not any more, that could go on for longer.
  if (undecided === "fraud_pending" || undecided === "fraud_rejected") return undecided
  const bought = Date.parse(createdAt ?? "")
  return now - bought > EXTENDED_WITHIN_MS ? "extension_too_late" : undefined
}

function fraudObstacle(fraudStatus: string | undefined): Obstacle | undefined {
  switch (fraudStatus) {
    case "ACCEPTED":
      return undefined
    case "PENDING":
      return "fraud_pending"
    case "REJECTED":
    case "STOPPED": // seen by other integrations, where Klarna documents REJECTED
      return "fraud_rejected"
    default:
      return "fraud_unknown"
  }
}
