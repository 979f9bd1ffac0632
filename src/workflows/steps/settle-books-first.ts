import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { dropLostRows } from "../books/drop-lost-rows"
import { mendBooks } from "../books/mend-books"
import { readBooks } from "../books/read-books"

export type SettleBooksFirstStepInput = {
  purchase_ids: string[]
  /**
   * `retry`: a capture or refund of Medusa's follows, and may be one more try of what was lost: only the rows of the
   * dead go. `repair`: everything is booked.
   */
  for: "retry" | "repair"
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
        else if (books && !books.orderCanceled) await dropLostRows(container, books)
      }
      return new StepResponse({ settled: true })
    })
)
