import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { repairDueKlarnaBooksStep } from "./steps/repair-due-klarna-books"
import type { BatchInput } from "./steps/sync-due-purchases"

export const repairDueKlarnaBooksWorkflowId = "repair-due-klarna-books"

/** Makes Medusa's books say what happened at Klarna, wherever a process died in between. */
export const repairDueKlarnaBooksWorkflow = createWorkflow(
  repairDueKlarnaBooksWorkflowId,
  (input: BatchInput) => new WorkflowResponse(repairDueKlarnaBooksStep(input))
)
