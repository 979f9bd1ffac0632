import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type DropAuthorizationStepInput = { purchase_id: string; differences: string[] }

export const dropAuthorizationStepId = "drop-authorization"

/** The buyer agreed to something else than what is to be paid now: no money is held, and they may agree anew. */
export const dropAuthorizationStep = createStep(
  dropAuthorizationStepId,
  async ({ purchase_id, differences }: DropAuthorizationStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const { result } = await klarna.dropAuthorization(purchase_id, {
      code: "cart_changed",
      message: differences.join("; "),
    })
    if (result === "refused") await klarna.pages.end(purchase_id, "replaced")
    return new StepResponse({ dropped: result === "refused" })
  }
)
