import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { chargeDueSubscriptionsStep } from "./steps/charge-due-subscriptions"
import type { BatchInput } from "./steps/sync-due-purchases"

export const chargeDueKlarnaSubscriptionsWorkflowId = "charge-due-klarna-subscriptions"

/** Charges the renewals whose time has come, and goes on with those that wait for another try. */
export const chargeDueKlarnaSubscriptionsWorkflow = createWorkflow(
  chargeDueKlarnaSubscriptionsWorkflowId,
  (input: BatchInput) => new WorkflowResponse(chargeDueSubscriptionsStep(input))
)
