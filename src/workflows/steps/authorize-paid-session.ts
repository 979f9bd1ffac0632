import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { bookPageCaptures } from "./book-page-captures"
import { TELLING_PLACED, tellOrderPlaced } from "./tell-order-placed"

export type AuthorizePaidSessionStepInput = {
  purchase_id: string
  session_id: string
  order_id: string
  /** Core was killed before it could emit `order.placed`. */
  tell_placed: boolean
}

export const authorizePaidSessionStepId = "authorize-paid-session"

/**
 * Gives an order its payment when Medusa has the one without the other: killed in between, it would answer every
 * completion with the order and never authorize. Not undone: the payment is real.
 */
export const authorizePaidSessionStep = createStep(
  authorizePaidSessionStepId,
  async (input: AuthorizePaidSessionStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    // Noted first: killed after the payment is made, the next sync finds the order paid and still to be told.
    if (input.tell_placed) await klarna.purchases.update(input.purchase_id, { outcome: TELLING_PLACED })
    const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
    try {
      await payments.authorizePaymentSession(input.session_id, {})
    } catch (error) {
      // Of two that authorize at once, core lets one fail: what counts is that the payment is there.
      const session = await payments.retrievePaymentSession(input.session_id, { relations: ["payment"] })
      if (!session.payment) throw error
    }
    if (input.tell_placed) await tellOrderPlaced(container, input.purchase_id, input.order_id)
    const purchase = await klarna.purchases.byId(input.purchase_id)
    if (purchase) {
      await bookPageCaptures(container, purchase, false)
      // Klarna is to hear of it, and nobody else tells that this order has its payment now.
      await klarna.checkSoon(purchase)
    }
    return new StepResponse({ order_id: input.order_id })
  }
)
