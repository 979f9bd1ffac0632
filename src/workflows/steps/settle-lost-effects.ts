import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import type { DeskRequest } from "../desk/plan-request"
import { settleLost } from "../desk/settle-lost"
import type { OrderPayment } from "./find-purchase-of-order"

export type SettleLostEffectsStepInput = OrderPayment & {
  kind: "capture" | "refund"
  request: DeskRequest
}

export const settleLostEffectsStepId = "settle-lost-effects"

/**
 * Books what a lost answer or a kill has left between Klarna and Medusa, and tells whether the request is one more
 * try of it. Not undone: the books say what is.
 */
export const settleLostEffectsStep = createStep(
  settleLostEffectsStepId,
  async ({ kind, request, ...of }: SettleLostEffectsStepInput, { container }) => {
    const repeated = await translated(() => settleLost(container, of, kind, request))
    return new StepResponse({ repeated: repeated?.id ?? null })
  }
)
