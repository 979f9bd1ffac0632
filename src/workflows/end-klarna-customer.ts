import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { endCustomerStep, type EndCustomerStepInput } from "./steps/end-customer"
import { eraseCustomerStep } from "./steps/erase-customer"

export const endKlarnaCustomerWorkflowId = "end-klarna-customer"

/** Ends everything that a customer can be charged for and with, and forgets who they were. */
export const endKlarnaCustomerWorkflow = createWorkflow(
  endKlarnaCustomerWorkflowId,
  (input: EndCustomerStepInput) => {
    const ended = endCustomerStep(input)
    eraseCustomerStep(input)
    return new WorkflowResponse(ended)
  }
)
