import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { repairBooks } from "../books/repair-books"
import { findPurchaseOfOrder, type OrderPayment } from "./find-purchase-of-order"

export type RepairKlarnaBooksStepInput = OrderPayment & {
  /** Medusa's user who asks for it. */
  actor_id?: string
}

export const repairKlarnaBooksStepId = "repair-klarna-books"

/**
 * Makes Medusa's books of an order say what happened at Klarna, also what was done there without us. The money lease
 * has to be held. Not undone: the money is where the books say now.
 */
export const repairKlarnaBooksStep = createStep(
  repairKlarnaBooksStepId,
  async ({ actor_id, ...of }: RepairKlarnaBooksStepInput, { container }) => {
    const purchase = await findPurchaseOfOrder(container, of)
    if (!purchase) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${of.order_id} has no Klarna payment`)
    }
    const repaired = await translated(() => repairBooks(container, purchase, actor_id ?? null))
    return new StepResponse(repaired)
  }
)
