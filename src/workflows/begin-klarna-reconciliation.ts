import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { beginReconciliationStep, type BeginReconciliationStepInput } from "./steps/begin-reconciliation"

export const beginKlarnaReconciliationWorkflowId = "begin-klarna-reconciliation"

/** Has the Klarna orders that changed in a period compared with Medusa's books. */
export const beginKlarnaReconciliationWorkflow = createWorkflow(
  beginKlarnaReconciliationWorkflowId,
  (input: BeginReconciliationStepInput) => new WorkflowResponse(beginReconciliationStep(input))
)
