import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { viewOrderCollectionStep, type ViewOrderCollectionStepInput } from "./steps/view-order-collection"

export const viewOrderCollectionWorkflowId = "view-order-collection"

/** What is to be paid of an order's payment collection, and whether it is. */
export const viewOrderCollectionWorkflow = createWorkflow(
  viewOrderCollectionWorkflowId,
  (input: ViewOrderCollectionStepInput) => new WorkflowResponse(viewOrderCollectionStep(input))
)
