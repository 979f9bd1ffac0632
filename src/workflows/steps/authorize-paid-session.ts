import type { IEventBusModuleService, IPaymentModuleService } from "@medusajs/framework/types"
import { Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

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
    const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
    await payments.authorizePaymentSession(input.session_id, {})
    if (input.tell_placed) {
      const purchase = await klarna.purchases.byId(input.purchase_id)
      if (!purchase?.order_placed_emitted_at) {
        const eventBus = container.resolve<IEventBusModuleService>(Modules.EVENT_BUS)
        await eventBus.emit({ name: OrderWorkflowEvents.PLACED, data: { id: input.order_id } })
        // Marked afterwards: killed here it is told twice, which subscribers must bear; never not at all.
        await klarna.purchases.update(input.purchase_id, { order_placed_emitted_at: new Date(klarna.now()) })
      }
    }
    return new StepResponse({ order_id: input.order_id })
  }
)
