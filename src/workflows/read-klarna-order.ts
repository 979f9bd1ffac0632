import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { readKlarnaOrderViewStep, type ReadKlarnaOrderViewStepInput } from "./steps/read-klarna-order-view"

export const readKlarnaOrderWorkflowId = "read-klarna-order"

/** What staff see of an order's Klarna payment; nothing when the order was not paid with Klarna. */
export const readKlarnaOrderWorkflow = createWorkflow(
  readKlarnaOrderWorkflowId,
  (input: ReadKlarnaOrderViewStepInput) => new WorkflowResponse(readKlarnaOrderViewStep(input))
)
