/**
 * What to do about a purchase, decided from three readings and nothing else. No signal is believed: a callback
 * or redirect only causes the readings.
 */

import { endsOrder, type Ending, type OrderStanding } from "./link-fates"

/** What Klarna says about the payment now. */
export type PaymentSays =
  | "new"
  | "incomplete"
  /** The buyer agreed; the order is ours to place. No money is held yet. */
  | "authorized"
  /** An order is being placed, or was: which one, nobody has told yet. */
  | "placing"
  /** Nothing was to be paid: the buyer agreed to be charged later, and there is no order at Klarna. */
  | "tokenized"
  /** There is an order and its money is held. */
  | "complete"
  /** There is an order, and Klarna is still checking it for fraud. */
  | "pending"
  /** Klarna's order was refused, cancelled or expired: there is no money to be had. */
  | "rejected"
  | "gone"
  | "aborted"
  | "unknown"

export type PurchaseStored = {
  /** Closed generations stay watched: money may still come to them. */
  closed: boolean
  /**
   * An order edit, exchange or claim voided Medusa's payment and leaves the authorization to its successor; or came while
   * Klarna was deciding, before there was a payment.
   */
  successorAwaited: boolean
  /** No payment session has held it for longer than the policy allows. */
  abandoned: boolean
  /** The buyer cancelled on the page, which ends it (not in e-commerce). */
  pageCancelled: boolean
  /** The money is on its way back already: nothing else may begin with this purchase. */
  givingBack: boolean
  /** Medusa has refused to complete the cart for longer than anybody should wait. */
  completionFailing: boolean
  /** An order has been looked for at Klarna for longer than it takes to appear. */
  placingLong: boolean
  /** A link that makes an order of its draft before it is paid; nothing for all others. */
  placesOrder?: PlacesOrder
}

export type PlacesOrder = {
  /** Whoever makes the link may still be at it: converting the draft, making the session, having it wait. */
  beingMade: boolean
  /** Everybody has heard that the order is placed. */
  told: boolean
  /** How it ended, as far as that ends its order too. */
  ending: Ending | undefined
  order: OrderStanding
}

export type MedusaHolds = {
  subject: "cart" | "order"
  /** The cart or order is still there. */
  found: boolean
  /** Country, currency, amounts and lines in Medusa equal those that Klarna's order has. */
  equal: boolean
  /** Medusa's order: the cart's, or the one that the link was made for. */
  order: "none" | "open" | "canceled"
  /** The order is a draft, which becomes an order once it is paid. */
  draft: boolean
  /**
   * The order is so young that Medusa may still be completing its cart: core stores it, and its link to the cart,
   * a moment before the payment.
   */
  orderIsFresh: boolean
  /**
   * Payment on the order or cart: `ours` came from this purchase and counts, `ours_canceled` was voided,
   * `other` is somebody else's that counts.
   */
  payment: "none" | "ours" | "ours_canceled" | "other"
  /** The order stands on our session, whose payment is still pending. */
  awaiting: boolean
  /** Payment sessions on the collection: `held` is one of ours, `other` only somebody else's. */
  session: "held" | "gone" | "other"
}

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

export function settle(payment: PaymentSays, stored: PurchaseStored, medusa: MedusaHolds): Decision {
  if (ENDED_UNPAID.includes(payment) && takesOrderAlong(stored, medusa)) return { act: "end_order" }
  switch (payment) {
    case "new":
    case "incomplete":
      return settleUnpaid(stored, medusa, settleWaiting)
    case "authorized":
      return settleAuthorized(stored, medusa)
    case "placing":
      return stored.placingLong ? { act: "alarm", reason: "order_not_found" } : { act: "wait" }
    case "tokenized":
      return settleTokenized(stored, medusa)
    case "pending":
      return settlePending(stored, medusa)
    case "rejected":
      return settleRejected(medusa)
    case "gone":
      // A completed order leaves the Checkout API some day; Order Management keeps it.
      return medusa.payment === "ours" ? { act: "settled" } : { act: "close", reason: "expired" }
    case "aborted":
      return { act: "close", reason: "aborted" }
    case "unknown":
      return { act: "alarm", reason: "unknown_status" }
    case "complete":
      return settlePaid(stored, medusa)
  }
}

/** What can still come to a closed purchase is given back, so that it takes nobody's order along any more. */
const ENDED_UNPAID: PaymentSays[] = ["new", "incomplete", "aborted", "gone"]

/** "The link ends the order only if this link placed it"; what else has to hold stands in the table of fates. */
function takesOrderAlong({ placesOrder }: PurchaseStored, medusa: MedusaHolds): boolean {
  return (
    placesOrder?.ending !== undefined &&
    medusa.order === "open" &&
    !medusa.draft &&
    endsOrder("placed_order", placesOrder.ending, placesOrder.order)
  )
}

/** The link can be paid. An order that it placed has to wait for the payment, and everybody to know of it. */
function settleWaiting({ placesOrder }: PurchaseStored, medusa: MedusaHolds): Decision {
  if (!placesOrder || placesOrder.beingMade) return { act: "wait" }
  // Killed before the draft was converted: nothing came of this link.
  if (medusa.draft) return { act: "end", reason: "abandoned" }
  return medusa.awaiting && placesOrder.told
    ? { act: "wait" }
    : { act: "stand_on_link", recreateSession: medusa.session !== "held", tellPlaced: !placesOrder.told }
}

function settleUnpaid(
  stored: PurchaseStored,
  medusa: MedusaHolds,
  otherwise: typeof settleWaiting = () => ({ act: "wait" })
): Decision {
  if (stored.closed) return { act: "end", reason: "replaced" }
  if (!medusa.found) return { act: "end", reason: "cart_gone" }
  if (medusa.order === "canceled") return { act: "end", reason: "order_canceled" }
  if (medusa.payment === "other") return { act: "end", reason: "other_payment" }
  if (medusa.session === "other") return { act: "end", reason: "other_session" }
  if (stored.pageCancelled) return { act: "end", reason: "cancelled" }
  if (stored.abandoned && medusa.session === "gone") return { act: "end", reason: "abandoned" }
  return otherwise(stored, medusa)
}

/** Before money is held there is a choice: an order is placed only for what Medusa is ready to complete. */
function settleAuthorized(stored: PurchaseStored, medusa: MedusaHolds): Decision {
  const ended = settleUnpaid(stored, medusa)
  if (ended.act === "end") return ended
  if (!medusa.equal) return { act: "drop_authorization", reason: "amounts_differ" }
  // Medusa may be completing the cart this moment, and gives up: the payment is not there yet.
  if (medusa.subject === "cart" && medusa.order === "open" && medusa.orderIsFresh) return { act: "wait" }
  return { act: "place_order" }
}

/** Like a paid one, but Medusa's order stands on a payment that is not decided. */
function settlePending(stored: PurchaseStored, medusa: MedusaHolds): Decision {
  const decision = settlePaid(stored, medusa)
  const isPlaced =
    decision.act === "settled" ||
    decision.act === "follow_change" ||
    (decision.act === "authorize_session" && medusa.awaiting)
  return isPlaced ? { act: "await_decision" } : decision
}

/** A free trial: no money moves, and Medusa completes the cart without a payment. */
function settleTokenized(stored: PurchaseStored, medusa: MedusaHolds): Decision {
  if (medusa.order === "open") return { act: "settled" }
  const isWanted = medusa.order === "none" && medusa.found && medusa.equal
  return isWanted && !stored.closed && !stored.completionFailing
    ? { act: "complete_cart", recreateSession: false }
    : { act: "give_up_token" }
}

function settleRejected(medusa: MedusaHolds): Decision {
  if (medusa.order !== "open") return { act: "close", reason: "rejected" }
  if (medusa.payment === "ours") return { act: "alarm", reason: "payment_lost" }
  return medusa.awaiting ? { act: "cancel_order" } : { act: "close", reason: "rejected" }
}

function settlePaid(stored: PurchaseStored, medusa: MedusaHolds): Decision {
  // Before the payments: a cancelled order owes everything back that Klarna still holds for it.
  if (medusa.order === "canceled") return { act: "give_back", reason: "order_canceled" }
  if (medusa.payment === "ours") return settleOurs(stored, medusa)
  if (medusa.payment === "ours_canceled") {
    return stored.successorAwaited ? { act: "wait" } : { act: "give_back", reason: "payment_canceled" }
  }
  if (medusa.payment === "other") return { act: "give_back", reason: "other_payment" }
  if (stored.closed || stored.givingBack) return { act: "give_back", reason: "replaced" }
  // Nothing to compare with: what was bought is not what is ordered now.
  if (stored.successorAwaited && medusa.order === "open") return { act: "follow_change" }
  if (!medusa.found) return { act: "give_back", reason: "cart_gone" }
  if (!medusa.equal) return { act: "give_back", reason: "amounts_differ" }
  if (stored.completionFailing) return { act: "give_back", reason: "completion_failed" }
  const recreateSession = medusa.session !== "held"
  if (medusa.order === "none") return { act: "complete_cart", recreateSession }
  if (medusa.draft) return { act: "convert_draft" }
  const untold = stored.placesOrder !== undefined && !stored.placesOrder.told
  // Medusa made this order on purpose before it was paid, and has told everybody.
  if (medusa.awaiting) return { act: "authorize_session", recreateSession, tellPlaced: untold }
  // Authorizing beside Medusa's own completion would make it fail, or tell twice that the order is placed.
  if (medusa.subject === "cart" && medusa.orderIsFresh) return { act: "wait" }
  return { act: "authorize_session", recreateSession, tellPlaced: medusa.subject === "cart" || untold }
}

/** A payment without an order is what a failed completion leaves behind that could not clean up. */
function settleOurs(stored: PurchaseStored, medusa: MedusaHolds): Decision {
  if (medusa.order === "open") return { act: "settled" }
  const completable = medusa.found && medusa.equal && medusa.session === "held"
  const refused = stored.closed || stored.givingBack || stored.completionFailing
  return completable && !refused
    ? { act: "complete_cart", recreateSession: false }
    : { act: "give_back", reason: "completion_failed" }
}
