import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { resolvePlacingStep, type ResolvePlacingStepInput } from "./steps/resolve-placing"
import { syncKlarnaPurchaseWorkflow } from "./sync-klarna-purchase"

export const resolveKlarnaPurchaseWorkflowId = "resolve-klarna-purchase"

/**
 * Ends the wait for an order that nobody found: what somebody saw in Klarna's portal is taken up, and everything that
 * follows from it happens as always.
 *
 * @returns Medusa's order, where there is one now
 */
export const resolveKlarnaPurchaseWorkflow = createWorkflow(
  resolveKlarnaPurchaseWorkflowId,
  (input: ResolvePlacingStepInput) => {
    const resolved = resolvePlacingStep(input)
    const synced = syncKlarnaPurchaseWorkflow.runAsStep({ input: resolved })
    return new WorkflowResponse(transform({ synced }, ({ synced }) => ({ order_id: synced.order_id })))
  }
)
