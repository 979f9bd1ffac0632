import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { repeatDueOperationsStep } from "./steps/repeat-due-operations"
import type { BatchInput } from "./steps/sync-due-purchases"

export const repeatKlarnaOperationsWorkflowId = "repeat-klarna-operations"

/** Repeats acknowledgements, references and cancellations until Klarna confirms them. */
export const repeatKlarnaOperationsWorkflow = createWorkflow(
  repeatKlarnaOperationsWorkflowId,
  (input: BatchInput) => new WorkflowResponse(repeatDueOperationsStep(input))
)
