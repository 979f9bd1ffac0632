import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { lookAfterReservationsStep } from "./steps/look-after-reservations"
import type { BatchInput } from "./steps/sync-due-purchases"

export const lookAfterKlarnaReservationsWorkflowId = "look-after-klarna-reservations"

/** Extends authorizations that are about to run out, or tells the shop. */
export const lookAfterKlarnaReservationsWorkflow = createWorkflow(
  lookAfterKlarnaReservationsWorkflowId,
  (input: BatchInput) => new WorkflowResponse(lookAfterReservationsStep(input))
)
