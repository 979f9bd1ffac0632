/** What Medusa and the ledger hold of an order's payment collection. */
export type CollectionFacts = {
  /** Medusa's status of the collection. */
  status: string
  orderCanceled: boolean
  /** Whether the order still owes anything. */
  owes: boolean
  /** Where its Klarna payment stands, in the word that a payment session shows; none was begun: undefined. */
  session: string | undefined
}

/**
 * - `payable`: a buyer can pay it now
 * - `pending`: somebody paid, and Klarna or the shop is not through with it
 * - `paid`: nothing more to do
 * - `canceled`: the order, or what this asked for, is cancelled
 * - `nothing_to_pay`: the order owes nothing, paid otherwise or made cheaper
 */
export type CollectionState = "payable" | "pending" | "paid" | "canceled" | "nothing_to_pay"

/** Money that somebody reserved or took. What is left of a part is asked for by another collection. */
const PAID = ["authorized", "partially_authorized", "captured", "partially_captured", "completed"]

/** What a session shows from the buyer's yes on. */
const AGREED = ["authorized", "pending", "completed"]

/** Where an order's payment collection stands for the buyer. */
export function collectionState({ status, orderCanceled, owes, session }: CollectionFacts): CollectionState {
  if (orderCanceled || status === "canceled") return "canceled"
  if (PAID.includes(status)) return session === "pending" ? "pending" : "paid"
  if (session !== undefined && AGREED.includes(session)) return "pending"
  return owes ? "payable" : "nothing_to_pay"
}
