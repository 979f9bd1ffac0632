/**
 * What to do about a purchase, decided from three readings and nothing else. No signal is believed: a callback
 * or redirect only causes the readings.
 */

import type { Decision } from "./decision"
import { endsOrder } from "./link-fates"
import type { MedusaHolds, PaymentSays, PurchaseStored } from "./settle-readings"

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
