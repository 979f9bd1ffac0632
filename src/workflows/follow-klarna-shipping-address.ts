import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  followShippingAddressStep,
  type FollowShippingAddressStepInput,
} from "./steps/follow-shipping-address"

export const followKlarnaShippingAddressWorkflowId = "follow-klarna-shipping-address"

/** The goods of an order go somewhere else: Klarna, which decided about the risk by it, is told. */
export const followKlarnaShippingAddressWorkflow = createWorkflow(
  followKlarnaShippingAddressWorkflowId,
  (input: FollowShippingAddressStepInput) => new WorkflowResponse(followShippingAddressStep(input))
)
