import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { endCustomerStep, type EndCustomerStepInput } from "./steps/end-customer"

export const endKlarnaCustomerWorkflowId = "end-klarna-customer"

/** Ends everything that a customer can be charged for and with. */
export const endKlarnaCustomerWorkflow = createWorkflow(
  endKlarnaCustomerWorkflowId,
  (input: EndCustomerStepInput) => new WorkflowResponse(endCustomerStep(input))
)
