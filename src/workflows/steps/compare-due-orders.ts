import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { compareDue } from "../reconciliation/compare-due"

export type CompareDueOrdersStepInput = { budget_ms?: number }

const BUDGET_MS = 45_000

export const compareDueOrdersStepId = "compare-due-orders"

/** Compares the Klarna orders that are due with Medusa's books. Finds and notes; moves no money. */
export const compareDueOrdersStep = createStep(
  compareDueOrdersStepId,
  async ({ budget_ms = BUDGET_MS }: CompareDueOrdersStepInput, { container }) =>
    new StepResponse(await compareDue(container, budget_ms))
)
