import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { syncDuePurchasesStep } from "./steps/sync-due-purchases"
import type { BatchInput } from "./steps/sync-due-purchases"

export const syncDueKlarnaPurchasesWorkflowId = "sync-due-klarna-purchases"

/** Polls purchases whose signals may have been lost, at growing intervals until they are over. */
export const syncDueKlarnaPurchasesWorkflow = createWorkflow(
  syncDueKlarnaPurchasesWorkflowId,
  (input: BatchInput) => new WorkflowResponse(syncDuePurchasesStep(input))
)
