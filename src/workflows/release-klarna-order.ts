import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { releaseAtKlarnaStep, type ReleaseAtKlarnaStepInput } from "./steps/release-at-klarna"
import { paymentOf } from "./steps/find-purchase-of-order"
import { readKlarnaOrderViewStep } from "./steps/read-klarna-order-view"

export const releaseKlarnaOrderWorkflowId = "release-klarna-order"

/**
 * Gives back what is not captured. The caller holds the money lease.
 *
 * @returns the order's Klarna payment as it is afterwards
 */
export const releaseKlarnaOrderWorkflow = createWorkflow(
  releaseKlarnaOrderWorkflowId,
  (input: ReleaseAtKlarnaStepInput) => {
    const done = releaseAtKlarnaStep(input)
    const view = transform({ input, done }, ({ input }) => paymentOf(input))
    return new WorkflowResponse(readKlarnaOrderViewStep(view))
  }
)
