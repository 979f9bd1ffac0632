import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { syncOrderPurchasesStep, type SyncOrderPurchasesStepInput } from "./steps/sync-order-purchases"

export const syncKlarnaOrderWorkflowId = "sync-klarna-order"

/** Looks at every Klarna purchase of a Medusa order: the one that paid it, and those that must not be paid any more. */
export const syncKlarnaOrderWorkflow = createWorkflow(
  syncKlarnaOrderWorkflowId,
  (input: SyncOrderPurchasesStepInput) => new WorkflowResponse(syncOrderPurchasesStep(input))
)
