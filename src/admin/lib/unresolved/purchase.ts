/** What `GET /admin/klarna/purchases` answers, as far as it is shown. */
export type UnresolvedPurchase = {
  id: string
  subject_type: "cart" | "order"
  /** Klarna's order has it as its second merchant reference. */
  subject_id: string
  state: string
  klarna_order_id: string | null
  /** Minor units. */
  amount: number
  currency_code: string
  placing_since: string | null
  last_error: { code: string; message: string } | null
  possible: { resolve: { allowed: boolean; reason: string | null } }
}

/** What became of a purchase that staff have said something about. */
export const afterwards = ({ klarna_order_id, state }: UnresolvedPurchase): "taken" | "still" | "freed" => {
  if (klarna_order_id) return "taken"
  // Klarna's own session says that an order was placed, whatever its portal showed.
  return state === "authorized" ? "still" : "freed"
}

const ID = /^[\w-]{1,255}$/

/** @returns what `klarna_order_id` is sent as; nothing when it cannot be one */
export const readOrderId = (typed: string): string | undefined => ID.exec(typed.trim())?.[0]
