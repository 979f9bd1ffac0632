import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { chargeSubscriptionStep, type ChargeSubscriptionStepInput } from "./steps/charge-subscription"

export const chargeKlarnaSubscriptionWorkflowId = "charge-klarna-subscription"

/**
 * Has one period of a subscription paid: Medusa's order, Klarna's order by the customer's token, and the payment that
 * ties them. May be run at any time, any number of times and by any number of instances.
 *
 * @returns where the charge stands, or `busy`
 */
export const chargeKlarnaSubscriptionWorkflow = createWorkflow(
  chargeKlarnaSubscriptionWorkflowId,
  (input: ChargeSubscriptionStepInput) => new WorkflowResponse(chargeSubscriptionStep(input))
)
