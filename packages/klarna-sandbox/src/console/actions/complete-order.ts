import { completeNow } from "../../control/orders"
import { controlled } from "../act"

/** POST /orders/:id/complete: a KCO purchase ends well, whatever became of its page. */
export const completeOrder = controlled(
  completeNow,
  () => ({}),
  ({ klarna_reference }: { klarna_reference: string }) => `Paid: ${klarna_reference}`
)
