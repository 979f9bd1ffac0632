import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { readOutstandingOrderStep, type ReadOutstandingOrderStepInput } from "./steps/read-outstanding-order"

export const readOutstandingOrderWorkflowId = "read-klarna-outstanding-order"

/** What an order or draft still owes, and whether a payment link can be made for it; nothing without such an order. */
export const readOutstandingOrderWorkflow = createWorkflow(
  readOutstandingOrderWorkflowId,
  (input: ReadOutstandingOrderStepInput) => new WorkflowResponse(readOutstandingOrderStep(input))
)
