import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { followOrderFulfillmentsStep } from "./steps/follow-order-fulfillments"
import {
  settleSuccessorsOfOrderStep,
  type SettleSuccessorsOfOrderStepInput,
} from "./steps/settle-successors-of-order"

export const settleKlarnaSuccessorsWorkflowId = "settle-klarna-successors"

/**
 * An order was edited, exchanged, claimed or returned: its Klarna authorization goes on, with the new amount and lines,
 * as the payment of the collection that Medusa opened for it. Goods that left before are captured where they could not be.
 */
export const settleKlarnaSuccessorsWorkflow = createWorkflow(
  settleKlarnaSuccessorsWorkflowId,
  (input: SettleSuccessorsOfOrderStepInput) => {
    const settled = settleSuccessorsOfOrderStep(input)
    followOrderFulfillmentsStep(
      transform({ input, settled }, ({ input }) => ({ order_ids: [input.order_id] }))
    )
    return new WorkflowResponse(settled)
  }
)
