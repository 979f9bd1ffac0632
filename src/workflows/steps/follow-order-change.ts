import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { settleSuccessor } from "../successor/settle-successor"

export type FollowOrderChangeStepInput = { purchase_id: string }

export const followOrderChangeStepId = "follow-order-change"

/**
 * Klarna has accepted an order that was changed while it decided: now the change follows. Not undone: Klarna's order is
 * to say what the order says. What fails is repeated by the sweep.
 */
export const followOrderChangeStep = createStep(
  followOrderChangeStepId,
  async ({ purchase_id }: FollowOrderChangeStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const followed = await settleSuccessor(container, purchase_id)
    const purchase = await klarna.purchases.byId(purchase_id)
    // Everybody hears that it is paid now.
    if (purchase) await klarna.checkSoon(purchase)
    return new StepResponse({ followed })
  }
)
