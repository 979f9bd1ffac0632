import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { ChargeRow, SubscriptionRow } from "../../modules/klarna/subscription-rows"
import { renewalOrdersIn } from "./renewal-orders-in-medusa"

export type ChargeSubscriptionNowStepInput = {
  subscription_id: string
  actor_id: string
  not_charged: boolean
}

export const chargeSubscriptionNowStepId = "charge-subscription-now"

/** Not undone: what is charged is charged. */
export const chargeSubscriptionNowStep = createStep(
  chargeSubscriptionNowStepId,
  async ({ subscription_id, actor_id, not_charged }: ChargeSubscriptionNowStepInput, { container }) => {
    const { subscriptions } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const { id } = await translated(() => subscriptions.chargeNow(subscription_id, actor_id, not_charged))
    await translated(() => subscriptions.renew(id, renewalOrdersIn(container)))
    const [charge, subscription] = await Promise.all([
      subscriptions.charges.byId(id),
      subscriptions.byId(subscription_id),
    ])
    return new StepResponse({
      charge: charge as ChargeRow,
      subscription: subscription as SubscriptionRow,
    })
  }
)
