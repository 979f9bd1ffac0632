import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { cancelKlarnaPaymentStep, type CancelKlarnaPaymentStepInput } from "./steps/cancel-klarna-payment"
import { paymentOf } from "./steps/find-purchase-of-order"
import { readKlarnaOrderViewStep } from "./steps/read-klarna-order-view"

export const cancelKlarnaOrderWorkflowId = "cancel-klarna-order"

/**
 * Gives an uncaptured authorization back and ends its payment in Medusa. The caller holds the money lease.
 *
 * @returns the order's Klarna payment as it is afterwards
 */
export const cancelKlarnaOrderWorkflow = createWorkflow(
  cancelKlarnaOrderWorkflowId,
  (input: CancelKlarnaPaymentStepInput) => {
    const done = cancelKlarnaPaymentStep(input)
    const view = transform({ input, done }, ({ input }) => paymentOf(input))
    return new WorkflowResponse(readKlarnaOrderViewStep(view))
  }
)
