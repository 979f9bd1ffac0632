/** What Order Management says about an authorization. Minor units. */
type AtKlarna = {
  status: string
  order_amount: number
  captured_amount: number
  remaining_authorized_amount: number
}

export type SuccessorPlan =
  /** There is nothing left to go on with: cancelled, expired, captured to the end or released. */
  | { act: "lost" }
  /** Klarna's order is to have this amount from now on, and the lines that go with it. */
  | { act: "update"; order_amount: number }
  /** Nobody has to pay it any more, and nothing of it was captured. */
  | { act: "give_back" }

/**
 * What becomes of a Klarna order whose Medusa order was changed: what is captured stays, and it reserves what the
 * order still owes.
 *
 * @param owed minor units: what nothing else pays or has reserved. Zero or negative when the order owes nothing
 * @see Order Management, update authorization: before full capture, cancel or expiry; never below what is captured
 */
export function planSuccessor(klarna: AtKlarna, owed: number): SuccessorPlan {
  if (klarna.remaining_authorized_amount <= 0) return { act: "lost" }
  switch (klarna.status) {
    case "AUTHORIZED":
    case "PART_CAPTURED":
      break
    case "CAPTURED":
    case "CANCELLED":
    case "EXPIRED":
    case "CLOSED":
    default:
      return { act: "lost" }
  }
  const reserve = Math.max(owed, 0)
  return reserve === 0 && klarna.captured_amount === 0
    ? { act: "give_back" }
    : { act: "update", order_amount: klarna.captured_amount + reserve }
}

/**
 * Divides what an order owes between the authorization that goes on and a payment of its own for the difference: where
 * Klarna takes no higher amount, it holds what it held.
 *
 * @param held minor units that Klarna reserves now
 */
export function divideOwed(owed: number, held: number): { reserved: number; difference: number } {
  const reserved = Math.max(Math.min(owed, held), 0)
  return { reserved, difference: Math.max(owed - reserved, 0) }
}
