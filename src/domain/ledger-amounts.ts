import type { OperationRecord, PurchaseRecord } from "./order-view-source"
import type { AuthorizationAmounts } from "./authorization-amounts"

/** What was paid, less what we know to have happened at Klarna. */
export function ledgerAmounts(
  purchase: PurchaseRecord,
  operations: readonly OperationRecord[]
): AuthorizationAmounts {
  const captured_amount = confirmedSum("capture", operations)
  const isHeld = purchase.state === "complete" && !operations.some(isConfirmedOf("cancel", "release"))
  return {
    order_amount: purchase.amount,
    captured_amount,
    refunded_amount: confirmedSum("refund", operations),
    remaining_authorized_amount: isHeld ? purchase.amount - captured_amount : 0,
  }
}

const confirmedSum = (kind: string, operations: readonly OperationRecord[]) =>
  operations.filter(isConfirmedOf(kind)).reduce((sum, { amount }) => sum + (amount ?? 0), 0)

export const isConfirmedOf =
  (...kinds: string[]) =>
  ({ kind, status }: OperationRecord) =>
    status === "confirmed" && kinds.includes(kind)
