import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { refreshOpenPurchasesStep, type RefreshOpenPurchasesStepInput } from "./steps/refresh-open-purchases"

export const refreshKlarnaPurchasesWorkflowId = "refresh-klarna-purchases"

/** Brings Klarna's order up to date with a cart that was changed. */
export const refreshKlarnaPurchasesWorkflow = createWorkflow(
  refreshKlarnaPurchasesWorkflowId,
  (input: RefreshOpenPurchasesStepInput) => new WorkflowResponse(refreshOpenPurchasesStep(input))
)
