import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { followDueFulfillmentsStep } from "./steps/follow-due-fulfillments"
import type { BatchInput } from "./steps/sync-due-purchases"

export const followDueKlarnaFulfillmentsWorkflowId = "follow-due-klarna-fulfillments"

/** Captures by policy what an event or a first try did not lead to. */
export const followDueKlarnaFulfillmentsWorkflow = createWorkflow(
  followDueKlarnaFulfillmentsWorkflowId,
  (input: BatchInput) => new WorkflowResponse(followDueFulfillmentsStep(input))
)
