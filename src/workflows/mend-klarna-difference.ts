import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { mendDifferenceStep, type MendDifferenceStepInput } from "./steps/mend-difference"

export const mendKlarnaDifferenceWorkflowId = "mend-klarna-difference"

/** Makes Klarna and Medusa say the same of an order's money again. */
export const mendKlarnaDifferenceWorkflow = createWorkflow(
  mendKlarnaDifferenceWorkflowId,
  (input: MendDifferenceStepInput) => new WorkflowResponse(mendDifferenceStep(input))
)
