import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { compareDueOrdersStep, type CompareDueOrdersStepInput } from "./steps/compare-due-orders"

export const compareDueKlarnaOrdersWorkflowId = "compare-due-klarna-orders"

/** Works off what a reconciliation has noted. Any number of instances may run it. */
export const compareDueKlarnaOrdersWorkflow = createWorkflow(
  compareDueKlarnaOrdersWorkflowId,
  (input: CompareDueOrdersStepInput) => new WorkflowResponse(compareDueOrdersStep(input))
)
