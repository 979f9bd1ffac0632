import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  chargeSubscriptionNowStep,
  type ChargeSubscriptionNowStepInput,
} from "./steps/charge-subscription-now"

export const chargeKlarnaSubscriptionNowWorkflowId = "charge-klarna-subscription-now"

/** Charges a subscription because somebody asked for it: what is open, or the next period before its time. */
export const chargeKlarnaSubscriptionNowWorkflow = createWorkflow(
  chargeKlarnaSubscriptionNowWorkflowId,
  (input: ChargeSubscriptionNowStepInput) => new WorkflowResponse(chargeSubscriptionNowStep(input))
)
