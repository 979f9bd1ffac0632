import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addShippingInfoStep, type AddShippingInfoStepInput } from "./steps/add-shipping-info"
import { paymentOf } from "./steps/find-purchase-of-order"
import { readKlarnaOrderViewStep } from "./steps/read-klarna-order-view"

export const addKlarnaShippingInfoWorkflowId = "add-klarna-shipping-info"

/**
 * Adds shipments to one of Klarna's captures.
 *
 * @returns the order's Klarna payment as it is afterwards
 */
export const addKlarnaShippingInfoWorkflow = createWorkflow(
  addKlarnaShippingInfoWorkflowId,
  (input: AddShippingInfoStepInput) => {
    const done = addShippingInfoStep(input)
    const view = transform({ input, done }, ({ input }) => paymentOf(input))
    return new WorkflowResponse(readKlarnaOrderViewStep(view))
  }
)
