import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type CancelCustomerTokenStepInput = {
  customer_token_id: string
  /** The customer's or a user's id. */
  actor_id: string | null
}

export const cancelCustomerTokenStepId = "cancel-customer-token"

/** Cannot be undone: Klarna gives no token back. */
export const cancelCustomerTokenStep = createStep(
  cancelCustomerTokenStepId,
  async ({ customer_token_id, actor_id }: CancelCustomerTokenStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const cancelled = await klarna.subscriptions.tokens.cancel(customer_token_id, actor_id)
    return new StepResponse({ cancelled: cancelled !== undefined })
  }
)
