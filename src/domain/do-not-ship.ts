import type { AuthorizationAmounts } from "./authorization-amounts"
import type { PaymentSays } from "./settle-readings"

/** Why goods of an order must not leave, or not any more. */
export type DoNotShipReason =
  /** The buyer agreed, and Klarna has not confirmed an order yet. */
  | "not_placed"
  /** Klarna is still deciding. */
  | "fraud_pending"
  /** Klarna has decided against the purchase. */
  | "fraud_rejected"
  /** Klarna has stopped a purchase that it had accepted; what was not sent by then must stay. */
  | "fraud_stopped"
  /** Nothing was captured, and Klarna holds nothing any more. */
  | "authorization_expired"
  | "authorization_cancelled"

export type ShippedOn = AuthorizationAmounts & {
  state: PaymentSays
  /** Klarna's words; nothing where Klarna was not read. */
  status: string | null | undefined
  fraudStatus: string | null | undefined
  /** Of an order that Medusa has cancelled nothing is sent anyway. */
  orderCanceled: boolean
  /** Another payment of the order counts, so that this one is not needed. */
  paidOtherwise: boolean
}

/**
 * Whether goods may leave on the strength of a payment.
 *
 * @returns nothing when they may, and when nobody takes the order for paid: it waits for its payment
 * @see Order Management: ship only what is `ACCEPTED`; `STOPPED` is seen where Klarna documents `REJECTED`
 */
export function doNotShip(payment: ShippedOn): DoNotShipReason | null {
  if (payment.orderCanceled) return null
  switch (payment.state) {
    case "authorized":
    case "placing":
      return "not_placed"
    case "rejected":
      return payment.paidOtherwise ? null : (refusal(payment) ?? "fraud_rejected")
    case "pending":
      return payment.status ? ofPlaced(payment) : "fraud_pending"
    case "complete":
      return ofPlaced(payment)
    case "new":
    case "incomplete":
    case "tokenized":
    case "gone":
    case "aborted":
    case "unknown":
      return null
  }
}

function ofPlaced(payment: ShippedOn): DoNotShipReason | null {
  const { captured_amount, refunded_amount, remaining_authorized_amount } = payment
  if (remaining_authorized_amount === 0 && captured_amount === 0) {
    return payment.paidOtherwise ? null : (refusal(payment) ?? lossOf(payment))
  }
  // Everything went back: what was sent was sent, and nothing more will be.
  if (remaining_authorized_amount === 0 && refunded_amount >= captured_amount) return null
  return refusal(payment) ?? (isPending(payment) ? "fraud_pending" : null)
}

function refusal({ fraudStatus }: ShippedOn): DoNotShipReason | undefined {
  if (fraudStatus === "REJECTED") return "fraud_rejected"
  return fraudStatus === "STOPPED" ? "fraud_stopped" : undefined
}

const lossOf = ({ status }: ShippedOn): DoNotShipReason =>
  status === "EXPIRED" ? "authorization_expired" : "authorization_cancelled"

const isPending = ({ state, fraudStatus }: ShippedOn): boolean =>
  fraudStatus === "PENDING" || (state === "pending" && !fraudStatus)
