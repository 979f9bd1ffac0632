import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { extendAtKlarnaStep, type ExtendAtKlarnaStepInput } from "./steps/extend-at-klarna"
import { paymentOf } from "./steps/find-purchase-of-order"
import { readKlarnaOrderViewStep } from "./steps/read-klarna-order-view"

export const extendKlarnaOrderWorkflowId = "extend-klarna-order"

/**
 * Starts the authorization period anew from today. The caller holds the money lease.
 *
 * @returns the order's Klarna payment as it is afterwards
 */
export const extendKlarnaOrderWorkflow = createWorkflow(
  extendKlarnaOrderWorkflowId,
  (input: ExtendAtKlarnaStepInput) => {
    const done = extendAtKlarnaStep(input)
    const view = transform({ input, done }, ({ input }) => paymentOf(input))
    return new WorkflowResponse(readKlarnaOrderViewStep(view))
  }
)
