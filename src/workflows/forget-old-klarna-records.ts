import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { forgetOldRecordsStep } from "./steps/forget-old-records"
import type { BatchInput } from "./steps/sync-due-purchases"

export const forgetOldKlarnaRecordsWorkflowId = "forget-old-klarna-records"

/** Empties the ledger of what the shop keeps no longer: `policies.keepCallsDays`, `policies.keepBodiesDays`. */
export const forgetOldKlarnaRecordsWorkflow = createWorkflow(
  forgetOldKlarnaRecordsWorkflowId,
  (input: BatchInput) => new WorkflowResponse(forgetOldRecordsStep(input))
)
