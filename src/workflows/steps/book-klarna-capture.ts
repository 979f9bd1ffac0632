import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { bookCapture } from "../books/book-capture"
import { isInTheBooks, readBooks } from "../books/read-books"
import { requirePaidPurchase } from "../desk/read-desk"
import type { OrderPayment } from "./find-purchase-of-order"

export type BookKlarnaCaptureStepInput = OrderPayment & { operation_id: string }

export const bookKlarnaCaptureStepId = "book-klarna-capture"

/** Records in Medusa what Klarna has captured. Not undone: the money is taken. */
export const bookKlarnaCaptureStep = createStep(
  bookKlarnaCaptureStepId,
  async ({ operation_id, ...of }: BookKlarnaCaptureStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const books = await readBooks(container, await requirePaidPurchase(container, of))
    const operation = await klarna.operations.byId(operation_id)
    if (!books || !operation || isInTheBooks(books, operation)) return new StepResponse({ operation_id })
    if (!books.payment) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Klarna has captured it, but Medusa has no payment any more that it could be booked on. It is booked " +
          "as soon as there is one",
        "payment_missing"
      )
    }
    await bookCapture(container, books, operation)
    return new StepResponse({ operation_id })
  }
)
