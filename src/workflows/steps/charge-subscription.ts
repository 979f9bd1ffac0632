import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { renewalOrdersIn } from "./renewal-orders-in-medusa"

export type ChargeSubscriptionStepInput = { charge_id: string }

export const chargeSubscriptionStepId = "charge-subscription"

/** Goes on with one period of a subscription as far as it goes now. Not undone: what is charged is charged. */
export const chargeSubscriptionStep = createStep(
  chargeSubscriptionStepId,
  async ({ charge_id }: ChargeSubscriptionStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const state = await klarna.subscriptions.renew(charge_id, renewalOrdersIn(container))
    return new StepResponse({ charge_id, state })
  }
)
