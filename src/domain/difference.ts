/** What can differ between a Klarna order and what Medusa says of its money. */
export const DIFFERENCE_KINDS = [
  /** Klarna holds money, and no order of Medusa's counts it. */
  "money_without_order",
  /** Klarna still holds money of an order that Medusa has cancelled. */
  "canceled_order_holds_money",
  /** Medusa counts on a payment that Klarna has ended. */
  "order_without_money",
  "capture_missing_in_medusa",
  "capture_missing_at_klarna",
  "refund_missing_in_medusa",
  "refund_missing_at_klarna",
  /** Both sides have captures that the other one has not. */
  "captures_differ",
  "refunds_differ",
  /** What may be captured in all is not the same. */
  "amounts_differ",
  "currency_differs",
  /** The ledger knows an order that Klarna does not. */
  "not_at_klarna",
  /** Klarna says something of the order that nobody here knows. */
  "unknown_status",
  /** Klarna could not be asked for as long as anybody tries. */
  "unreadable",
] as const

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** What one button does about a difference. None: somebody has to look at it. */
export type Remedy =
  /** Completes Medusa's order, as if Klarna's signal had only come now. */
  | "complete_order"
  /** Gives the authorization back. */
  | "cancel_at_klarna"
  /** Refunds what was captured, and releases the rest. */
  | "refund_at_klarna"
  /** Ends Medusa's payment; the order stays, unpaid. */
  | "end_payment"
  | "record_capture"
  | "record_refund"
  /** Carries out at Klarna what Medusa has booked. */
  | "send_capture"
  | "send_refund"

/** Amounts in minor units. */
export type Difference = {
  kind: DifferenceKind
  remedy: Remedy | null
  /** What Klarna says: held, captured, refunded or authorized, by the kind. Null where it says nothing. */
  klarna_amount: number | null
  medusa_amount: number | null
  /** What the remedy moves or records. */
  amount: number | null
}
