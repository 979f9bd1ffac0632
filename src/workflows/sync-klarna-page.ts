import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { readKlarnaPageStep } from "./steps/read-klarna-page"
import { syncKlarnaPurchaseWorkflow } from "./sync-klarna-purchase"

export type SyncKlarnaPageInput = { page_id: string; purchase_id: string }

/** Page first, then the payment: both are read from Klarna now, and what follows is done. */
export const syncKlarnaPageWorkflow = createWorkflow("sync-klarna-page", (input: SyncKlarnaPageInput) => {
  const page = readKlarnaPageStep({ page_id: input.page_id })
  const synced = syncKlarnaPurchaseWorkflow.runAsStep({ input: { purchase_id: input.purchase_id } })
  return new WorkflowResponse(
    transform({ page, synced }, ({ page, synced }) => ({ state: page.state, act: synced.act }))
  )
})
