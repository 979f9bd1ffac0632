import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { settleBooksFirstStep, type SettleBooksFirstStepInput } from "./steps/settle-books-first"

export const settleKlarnaBooksWorkflowId = "settle-klarna-books"

/** Puts Medusa's books right before core moves money itself. The caller holds the money lease. */
export const settleKlarnaBooksWorkflow = createWorkflow(
  settleKlarnaBooksWorkflowId,
  (input: SettleBooksFirstStepInput) => new WorkflowResponse(settleBooksFirstStep(input))
)
