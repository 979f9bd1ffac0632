import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { refreshOpenLinksStep, type RefreshOpenLinksStepInput } from "./steps/refresh-open-links"

export const refreshKlarnaLinksWorkflowId = "refresh-klarna-links"

/** Has the open links of an order or draft ask for what it owes now. */
export const refreshKlarnaLinksWorkflow = createWorkflow(
  refreshKlarnaLinksWorkflowId,
  (input: RefreshOpenLinksStepInput) => new WorkflowResponse(refreshOpenLinksStep(input))
)
