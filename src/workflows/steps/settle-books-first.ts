import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { isKlarnaFailure } from "../../modules/klarna/operation-outcome"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { dropLostRows } from "../books/drop-lost-rows"
import { mendBooks } from "../books/mend-books"
import { readBooks } from "../books/read-books"
import { repairBooks } from "../books/repair-books"

export type SettleBooksFirstStepInput = {
  purchase_ids: string[]
  /**
   * `retry`: a capture or refund of Medusa's follows, and may be one more try of what was lost: only the rows of the
   * dead go. `repair`: everything that the ledger knows is booked. `change`: and what was done at Klarna without us,
   * because the order is about to get another payment, of what it owes by Medusa's books.
   */
  for: "retry" | "repair" | "change"
}

export const settleBooksFirstStepId = "settle-books-first"

/**
 * What a killed process left in Medusa's books is put right before core goes on: core would book it with another
 * amount, or not at all. The money lease has to be held. Not undone: nobody counts what goes.
 */
export const settleBooksFirstStep = createStep(
  settleBooksFirstStepId,
  async (input: SettleBooksFirstStepInput, { container }) =>
    translated(async () => {
      const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
      for (const id of input.purchase_ids) {
        const purchase = await klarna.purchases.byId(id)
        if (!purchase) continue
        const books = await readBooks(container, purchase)
        if (input.for === "repair") await mendBooks(container, purchase)
        else if (input.for === "change") await repairIfAnswered(container, purchase)
        else if (books && !books.orderCanceled) await dropLostRows(container, books)
      }
      return new StepResponse({ settled: true })
    })
)

/** A change of an order is made also while Klarna does not answer; it follows when it does. */
async function repairIfAnswered(container: MedusaContainer, purchase: PurchaseRow): Promise<void> {
  await mendBooks(container, purchase)
  try {
    await repairBooks(container, purchase, null)
  } catch (error) {
    if (!isKlarnaFailure(error)) throw error
  }
}
