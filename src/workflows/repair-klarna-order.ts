import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { paymentOf } from "./steps/find-purchase-of-order"
import { readKlarnaOrderViewStep } from "./steps/read-klarna-order-view"
import { repairKlarnaBooksStep, type RepairKlarnaBooksStepInput } from "./steps/repair-klarna-books"

export const repairKlarnaOrderWorkflowId = "repair-klarna-order"

/** Mends one order's books at once. The caller holds the money lease. */
export const repairKlarnaOrderWorkflow = createWorkflow(
  repairKlarnaOrderWorkflowId,
  (input: RepairKlarnaBooksStepInput) => {
    const repair = repairKlarnaBooksStep(input)
    const view = transform({ input, repair }, ({ input }) => paymentOf(input))
    const klarna_order = readKlarnaOrderViewStep(view)
    return new WorkflowResponse({ repair, klarna_order })
  }
)
