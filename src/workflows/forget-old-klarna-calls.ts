import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { forgetOldCallsStep } from "./steps/forget-old-calls"
import type { BatchInput } from "./steps/sync-due-purchases"

export const forgetOldKlarnaCallsWorkflowId = "forget-old-klarna-calls"

/** Empties the call log of what is older than `policies.keepCallsDays`. */
export const forgetOldKlarnaCallsWorkflow = createWorkflow(
  forgetOldKlarnaCallsWorkflowId,
  (input: BatchInput) => new WorkflowResponse(forgetOldCallsStep(input))
)
