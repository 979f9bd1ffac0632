import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { processDueEventsStep } from "./steps/process-due-events"
import type { BatchInput } from "./steps/sync-due-purchases"

export const sweepKlarnaInboxWorkflowId = "sweep-klarna-inbox"

/** Takes up signals that were stored but not finished. */
export const sweepKlarnaInboxWorkflow = createWorkflow(
  sweepKlarnaInboxWorkflowId,
  (input: BatchInput) => new WorkflowResponse(processDueEventsStep(input))
)
