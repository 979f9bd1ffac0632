import { PaymentSessionStatus } from "@medusajs/framework/utils"
import type { PurchaseRow } from "../../modules/klarna/rows"
import type { PaymentStatus } from "../../modules/klarna/status-of"

/** Captured or not is what Klarna's amounts say, where they were read. Nothing is captured while in doubt. */
export function authorizedStatus({ snapshot }: PurchaseRow, says: PaymentStatus): PaymentSessionStatus {
  if (says === "pending") return PaymentSessionStatus.PENDING_AUTHORIZATION
  const { order_amount, captured_amount = 0 } = snapshot as { order_amount: number; captured_amount?: number }
  return captured_amount > 0 && captured_amount >= order_amount
    ? PaymentSessionStatus.CAPTURED
    : PaymentSessionStatus.AUTHORIZED
}

/** A Klarna status as Medusa knows it of a session. */
export function toSessionStatus(status: PaymentStatus): PaymentSessionStatus {
  switch (status) {
    case "complete":
    case "tokenized":
      return PaymentSessionStatus.AUTHORIZED
    case "pending":
      return PaymentSessionStatus.PENDING_AUTHORIZATION
    case "new":
    case "incomplete":
    case "authorized":
    case "placing":
    case "unknown":
      return PaymentSessionStatus.PENDING
    case "rejected":
    case "gone":
    case "aborted":
      return PaymentSessionStatus.CANCELED
  }
}
