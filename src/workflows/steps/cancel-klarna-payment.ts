import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { endPayment } from "../books/end-payment"
import { readDesk, requirePossible } from "../desk/read-desk"
import { giveUpBeforePayment } from "../successor/give-up-before-payment"
import type { OrderPayment } from "./find-purchase-of-order"

export type CancelKlarnaPaymentStepInput = OrderPayment & { actor_id?: string }

export const cancelKlarnaPaymentStepId = "cancel-klarna-payment"

/**
 * Gives the authorization back at Klarna, and ends Medusa's payment, whose provider finds it done; the order stays,
 * unpaid. Klarna first: Medusa does not tell its provider who asked. Cannot be undone.
 */
export const cancelKlarnaPaymentStep = createStep(
  cancelKlarnaPaymentStepId,
  async ({ actor_id, ...of }: CancelKlarnaPaymentStepInput, { container }) =>
    translated(async () => {
      const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
      const desk = await readDesk(container, of)
      requirePossible(desk, "cancel")
      // Klarna is deciding: whatever it says, Medusa is to get no payment of what went back.
      if (desk.purchase.state === "pending") {
        await giveUpBeforePayment(container, desk.purchase, actor_id)
        return new StepResponse({ cancelled: true })
      }
      await klarna.cancelAtKlarna(desk.purchase, actor_id)
      if (desk.books.payment) await endPayment(container, desk.books.payment.id)
      // The sync closes the purchase in the ledger.
      await klarna.checkSoon(desk.purchase)
      return new StepResponse({ cancelled: true })
    })
)
