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
  /** Medusa has no payment that it could be booked on: an order edit has ended it, and no other has begun. */
  | "payment_missing"
  /** Who runs the account (Kustom) does not extend the authorization of one order. */
  | "extension_not_offered"
  /** An authorization is extended within 180 days of the purchase. */
  | "extension_too_late"
  /** Klarna does not know return fees in the country of purchase. */
  | "return_fee_country"
  /** Klarna takes a fee only from an order that was captured at once and to the end. */
  | "return_fee_captures"

/** What staff are told when they ask for something that cannot be done now. */
export function obstacleSentence(obstacle: Obstacle): string {
  switch (obstacle) {
    case "nothing_authorized":
      return "Klarna holds nothing of this order any more: it was captured, cancelled or released, or it ran out"
    case "nothing_captured":
      return "Nothing of this order has been captured"
    case "already_captured":
      return "Some of this order has been captured. Release the rest, and refund what was captured"
    case "fully_refunded":
      return "Everything that was captured has been refunded"
    case "fraud_pending":
      return "Klarna is still checking this purchase: it can be captured, and its authorization extended, once it is accepted"
    case "fraud_rejected":
      return "Klarna has rejected this purchase"
    case "fraud_unknown":
      return "Klarna does not say whether it has accepted this purchase"
    case "operation_unresolved":
      return "Nobody knows yet what became of an earlier capture or refund of this order"
    case "payment_missing":
      return "Medusa has no payment for this order that it could be booked on"
    case "extension_not_offered":
      return "Kustom does not extend the authorization of a single order"
    case "extension_too_late":
      return "Klarna extends an authorization within 180 days of the purchase only"
    case "return_fee_country":
      return "Klarna knows no return fee in the country of this purchase"
    case "return_fee_captures":
      return "Klarna takes a return fee only from an order that was captured in one capture and to the end"
  }
}
