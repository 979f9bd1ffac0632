import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { readVariantPricesStep, type ReadVariantPricesStepInput } from "./steps/read-variant-prices"

export const listVariantPricesWorkflowId = "list-klarna-variant-prices"

/** What variants cost in a region, as Medusa would enter it in an order; one without a price there is left out. */
export const listVariantPricesWorkflow = createWorkflow(
  listVariantPricesWorkflowId,
  (input: ReadVariantPricesStepInput) => new WorkflowResponse(readVariantPricesStep(input))
)
