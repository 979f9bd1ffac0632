import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  settleSuccessorsOfOrderStep,
  type SettleSuccessorsOfOrderStepInput,
} from "./steps/settle-successors-of-order"

export const settleKlarnaSuccessorsWorkflowId = "settle-klarna-successors"

/**
 * An order was edited, exchanged, claimed or returned: its Klarna authorization goes on, with the new amount and lines,
 * as the payment of the collection that Medusa opened for it.
 */
export const settleKlarnaSuccessorsWorkflow = createWorkflow(
  settleKlarnaSuccessorsWorkflowId,
  (input: SettleSuccessorsOfOrderStepInput) => new WorkflowResponse(settleSuccessorsOfOrderStep(input))
)
