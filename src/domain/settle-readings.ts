/** The three readings that a decision about a purchase is made of: Klarna's word, the ledger and Medusa. */

import type { Ending, OrderStanding } from "./link-fates"

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
