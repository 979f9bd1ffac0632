import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { cancelCustomerTokenStep, type CancelCustomerTokenStepInput } from "./steps/cancel-customer-token"

export const cancelKlarnaCustomerTokenWorkflowId = "cancel-klarna-customer-token"

/** Ends a customer token for good. Klarna is told until it has heard. */
export const cancelKlarnaCustomerTokenWorkflow = createWorkflow(
  cancelKlarnaCustomerTokenWorkflowId,
  (input: CancelCustomerTokenStepInput) => new WorkflowResponse(cancelCustomerTokenStep(input))
)
