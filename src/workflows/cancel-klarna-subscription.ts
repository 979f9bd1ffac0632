import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { endSubscriptionStep, type EndSubscriptionStepInput } from "./steps/end-subscription"

export const cancelKlarnaSubscriptionWorkflowId = "cancel-klarna-subscription"

/**
 * Charges nothing more for a subscription, and gives up what is due and not paid.
 *
 * @returns the subscription as it is now
 */
export const cancelKlarnaSubscriptionWorkflow = createWorkflow(
  cancelKlarnaSubscriptionWorkflowId,
  (input: EndSubscriptionStepInput) => new WorkflowResponse(endSubscriptionStep(input))
)
