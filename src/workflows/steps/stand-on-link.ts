import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { tellOrderPlaced } from "./tell-order-placed"

export type StandOnLinkStepInput = {
  payment_session_id: string
  /** Core was killed before it could emit `order.placed`, or is not known to have done it. */
  tell_placed?: { order_id: string }
}

export const standOnLinkStepId = "stand-on-link"

/**
 * Has an order wait for the payment of its link: only an authorization that is answered with "pending" makes Medusa say
 * so. Not undone by itself: whoever drops the session drops the waiting with it.
 */
export const standOnLinkStep = createStep(
  standOnLinkStepId,
  async ({ payment_session_id, tell_placed }: StandOnLinkStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
    await payments.authorizePaymentSession(payment_session_id, {})
    const purchase = await klarna.purchases.byHolder(payment_session_id)
    if (purchase && tell_placed) await tellOrderPlaced(container, purchase.id, tell_placed.order_id)
    const page = purchase && (await klarna.pages.live(purchase.id))
    // Made by whoever was killed, it is a link of staff's all the same.
    if (page && !page.created_by) await klarna.pageRows.note(page.id, { created_by: "system" })
    return new StepResponse({ payment_session_id })
  }
)
