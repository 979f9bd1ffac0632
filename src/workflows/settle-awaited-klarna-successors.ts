import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { settleAwaitedSuccessorsStep } from "./steps/settle-awaited-successors"
import type { BatchInput } from "./steps/sync-due-purchases"

export const settleAwaitedKlarnaSuccessorsWorkflowId = "settle-awaited-klarna-successors"

/** Every authorization that outlived its Medusa payment and has no new one yet. */
export const settleAwaitedKlarnaSuccessorsWorkflow = createWorkflow(
  settleAwaitedKlarnaSuccessorsWorkflowId,
  (input: BatchInput) => new WorkflowResponse(settleAwaitedSuccessorsStep(input))
)
