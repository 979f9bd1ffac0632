import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { readDesk, requirePossible } from "../desk/read-desk"

export type CancelKlarnaPaymentStepInput = { order_id: string; actor_id?: string }

export const cancelKlarnaPaymentStepId = "cancel-klarna-payment"

/**
 * Ends Medusa's payment, whose provider gives the authorization back at Klarna; the order stays, unpaid. Where
 * Medusa has no payment any more, Klarna alone is told. Cannot be undone.
 */
export const cancelKlarnaPaymentStep = createStep(
  cancelKlarnaPaymentStepId,
  async ({ order_id }: CancelKlarnaPaymentStepInput, { container }) =>
    translated(async () => {
      const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
      const desk = await readDesk(container, order_id)
      requirePossible(desk, "cancel")
      const payment = desk.books.payment
      if (payment) {
        await container.resolve<IPaymentModuleService>(Modules.PAYMENT).cancelPayment(payment.id)
      } else {
        await klarna.cancelAtKlarna(desk.purchase)
      }
      // The sync closes the purchase in the ledger.
      await klarna.checkSoon(desk.purchase)
      return new StepResponse({ cancelled: true })
    })
)
