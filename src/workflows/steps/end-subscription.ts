import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { SubscriptionRow } from "../../modules/klarna/subscription-rows"
import { renewalOrdersIn } from "./renewal-orders-in-medusa"

export type EndSubscriptionStepInput = {
  subscription_id: string
  /** The customer's or a user's id; null: nobody asked for it, it ended by itself. */
  actor_id: string | null
  reason?: "order_canceled" | "customer_deleted"
}

export const endSubscriptionStepId = "end-subscription"

/** Not undone: a customer who wants it again buys it again. */
export const endSubscriptionStep = createStep(
  endSubscriptionStepId,
  async ({ subscription_id, actor_id, reason }: EndSubscriptionStepInput, { container }) => {
    const { subscriptions } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const status = actor_id ? "cancelled" : "ended"
    const ended = await subscriptions.end(subscription_id, { status, actor: actor_id, reason })
    // What is open goes with it at once, where nobody is at it this moment; else with the next run.
    const [open] = ended ? await subscriptions.charges.openOfAll([subscription_id]) : []
    if (open) await subscriptions.renew(open.id, renewalOrdersIn(container))
    return new StepResponse((await subscriptions.byId(subscription_id)) as SubscriptionRow)
  }
)
