/** What an authorization is worth now, in minor units. */
export type AuthorizationAmounts = {
  order_amount: number
  captured_amount: number
  refunded_amount: number
  /** What can still be captured: 0 after cancelling, releasing and expiry. */
  remaining_authorized_amount: number
}

/** Why something cannot be done at Klarna now. */
export type Obstacle =
  /** Never authorized, cancelled, released, expired or captured to the end. */
  | "nothing_authorized"
  | "nothing_captured"
  | "already_captured"
  | "fully_refunded"
  /** Klarna is still deciding, or has decided against the purchase. */
  | "fraud_pending"
  | "fraud_rejected"
  /** Klarna did not say, or could not be asked. */
  | "fraud_unknown"
  /** Klarna could not be asked, and nobody knows what became of an earlier effect. */
  | "operation_unresolved"

export type Possibility = { allowed: boolean; reason: Obstacle | null }

export type PossibleActions = Record<"capture" | "refund" | "cancel" | "release", Possibility>

/**
 * What Klarna would accept, from amounts and fraud status alone: sources disagree on what sets `CAPTURED` apart
 * from `CLOSED`, so no status decides.
 *
 * @param certain the amounts are Klarna's own, or the ledger's with every effect resolved
 * @see order-management: cancel only without captures, release only after one, capture only when `ACCEPTED`
 */
export function possibleActions(
  amounts: AuthorizationAmounts,
  { fraudStatus, certain }: { fraudStatus: string | undefined; certain: boolean }
): PossibleActions {
  const { captured_amount, refunded_amount, remaining_authorized_amount } = amounts
  const isCaptured = captured_amount > 0
  const unauthorized = remaining_authorized_amount > 0 ? undefined : "nothing_authorized"
  const answer = (obstacle: Obstacle | undefined): Possibility => {
    const reason = certain ? (obstacle ?? null) : "operation_unresolved"
    return { allowed: reason === null, reason }
  }
  return {
    capture: answer(unauthorized ?? fraudObstacle(fraudStatus)),
    refund: answer(
      !isCaptured ? "nothing_captured" : refunded_amount < captured_amount ? undefined : "fully_refunded"
    ),
    cancel: answer(isCaptured ? "already_captured" : unauthorized),
    release: answer(isCaptured ? unauthorized : "nothing_captured"),
  }
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
