import { isConfirmedOf } from "./ledger-amounts"
import type { LastErrorRecord, OperationRecord } from "./order-view-source"

/** `resolved_at`: when the same kind of effect was confirmed after all, ISO 8601. */
export type ShownError = LastErrorRecord & { resolved_at: string | null }

/** The last error, and whether it is over: staff need not look after what succeeded later. */
export function showError(
  error: LastErrorRecord | null,
  operations: readonly OperationRecord[]
): ShownError | null {
  if (!error) return null
  const confirmed = operations.find(
    (operation) =>
      isConfirmedOf(error.operation)(operation) &&
      operation.settled_at !== null &&
      operation.settled_at.getTime() >= Date.parse(error.at)
  )
  return { ...error, resolved_at: confirmed?.settled_at?.toISOString() ?? null }
}
