export type GiveBackReason =
  | "amounts_differ"
  | "other_payment"
  | "order_canceled"
  | "cart_gone"
  | "payment_canceled"
  | "replaced"
  | "completion_failed"

export type EndReason =
  "abandoned" | "cancelled" | "other_payment" | "other_session" | "order_canceled" | "cart_gone" | "replaced"

export type Decision =
  /** Not paid yet: look again later. */
  | { act: "wait" }
  /** Not paid and nobody is to pay it any more: disable the page, abort Klarna's order. */
  | { act: "end"; reason: EndReason }
  /** Everything that follows from the payment has happened. */
  | { act: "settled" }
  | { act: "complete_cart"; recreateSession: boolean }
  /** An order is there without its payment. `tellPlaced`: core was killed before it could emit `order.placed`. */
  | { act: "authorize_session"; recreateSession: boolean; tellPlaced: boolean }
  /** Money without an order: cancel or refund at Klarna and raise the alarm. */
  | { act: "give_back"; reason: GiveBackReason }
  /** An order was placed for a link, and does not wait for its payment yet: killed in between, or its session replaced. */
  | { act: "stand_on_link"; recreateSession: boolean; tellPlaced: boolean }
  /** The link ended unpaid that had placed the order: it is cancelled, and its stock is free again. */
  | { act: "end_order" }
  /** A draft order is paid: make it an order, then decide again. */
  | { act: "convert_draft" }
  /** Nothing stands in the way: place the order at Klarna, then decide again. */
  | { act: "place_order" }
  /** What was authorized is not what is to be paid: give the authorization back, the buyer may agree anew. */
  | { act: "drop_authorization"; reason: "amounts_differ" }
  /** The order was changed while Klarna was deciding: Klarna gets the new amount and lines, and pays the order with them. */
  | { act: "follow_change" }
  /** An order is there and its payment pending: Klarna is told that we have it, and asked again. */
  | { act: "await_decision" }
  /** Klarna refused the payment of an order that stands on it. */
  | { act: "cancel_order" }
  /** The buyer agreed to be charged later, for something that they do not get: the token is given up. */
  | { act: "give_up_token" }
  | { act: "close"; reason: "expired" | "aborted" | "rejected" }
  /** Decides nothing and tells somebody. */
  | { act: "alarm"; reason: AlarmReason }

/**
 * - `unknown_status`: Klarna said something that nobody here knows
 * - `order_not_found`: an order was or may have been placed, and has not been seen since
 * - `payment_lost`: Klarna's order of a paid order was cancelled, expired or stopped there
 */
export type AlarmReason = "unknown_status" | "order_not_found" | "payment_lost"
