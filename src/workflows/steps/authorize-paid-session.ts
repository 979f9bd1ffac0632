import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
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
    await container
      .resolve<IPaymentModuleService>(Modules.PAYMENT)
      .authorizePaymentSession(input.session_id, {})
    if (input.tell_placed) await tellOrderPlaced(container, input.purchase_id, input.order_id)
    return new StepResponse({ order_id: input.order_id })
  }
)
