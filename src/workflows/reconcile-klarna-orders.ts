import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { beginReconciliationStep } from "./steps/begin-reconciliation"
import { compareDueOrdersStep, type CompareDueOrdersStepInput } from "./steps/compare-due-orders"

export const reconcileKlarnaOrdersWorkflowId = "reconcile-klarna-orders"

/** What the job does: notes what has changed since its last run, once an hour, and compares what is due. */
export const reconcileKlarnaOrdersWorkflow = createWorkflow(
  reconcileKlarnaOrdersWorkflowId,
  (input: CompareDueOrdersStepInput) => {
    const begun = beginReconciliationStep({})
    const due = transform({ input, begun }, ({ input }) => ({ budget_ms: input.budget_ms }))
    return new WorkflowResponse(compareDueOrdersStep(due))
  }
)
