import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { cancelKlarnaSubscriptionWorkflow } from "../cancel-klarna-subscription"

export type EndCustomerStepInput = { customer_id: string }

export const endCustomerStepId = "end-klarna-customer"

/** Tokens first: whatever fails after them, nobody is charged any more. Not undone: the customer is gone. */
export const endCustomerStep = createStep(
  endCustomerStepId,
  async ({ customer_id }: EndCustomerStepInput, { container }) => {
    const { subscriptions } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    for (const { id } of await subscriptions.tokens.known(customer_id)) {
      await subscriptions.tokens.cancel(id, null)
    }
    const live = await subscriptions.liveOf(customer_id)
    for (const { id } of live) {
      await cancelKlarnaSubscriptionWorkflow(container).run({
        input: { subscription_id: id, actor_id: null, reason: "customer_deleted" },
      })
    }
    return new StepResponse({ ended: live.length })
  }
)
