import type { PaymentSays } from "../../domain/settle-readings"
import type { PurchaseRow } from "./rows"

/** What a purchase's stored status means for us. `unknown` decides nothing. */
export type PaymentStatus = PaymentSays

/**
 * `klarna_status` is Klarna's own word once it has been read: of the Checkout order, of the Payments session or,
 * when that has become an order, its fraud status. `new`, `authorized`, `placing`, `tokenized`, `gone` and `aborted`
 * are ours.
 *
 * @see klarna-checkout: `checkout_incomplete` becomes `checkout_complete`; case differs between sources
 * @see klarna-payments: `incomplete`; fraud status `ACCEPTED`, `PENDING`, `REJECTED`
 */
export function statusOf(purchase: Pick<PurchaseRow, "klarna_status">): PaymentStatus {
  switch (purchase.klarna_status) {
    case "new":
    case "authorized":
    case "placing":
    case "tokenized":
    case "pending":
    case "rejected":
    case "gone":
    case "incomplete":
      return purchase.klarna_status
    case "checkout_incomplete":
      return "incomplete"
    case "checkout_complete":
    case "accepted":
      return "complete"
    case "aborted":
    case "checkout_aborted":
      return "aborted"
    default:
      return "unknown"
  }
}
