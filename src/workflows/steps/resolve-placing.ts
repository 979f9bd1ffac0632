import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type ResolvePlacingStepInput = {
  purchase_id: string
  /** As Klarna's portal shows it; null: it shows none. */
  klarna_order_id: string | null
}

export const resolvePlacingStepId = "resolve-placing"

/** Somebody says what Klarna's portal shows of a purchase. Not undone: it states what is. */
export const resolvePlacingStep = createStep(
  resolvePlacingStepId,
  async ({ purchase_id, klarna_order_id }: ResolvePlacingStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    await klarna.refreshClock()
    const purchase = await klarna.purchases.byId(purchase_id)
    if (!purchase) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Klarna purchase ${purchase_id} was not found`)
    }
    const found = klarna_order_id ? { klarnaOrderId: klarna_order_id } : "nothing"
    await translated(() => klarna.resolvePlacing.resolve(purchase, found))
    return new StepResponse({ purchase_id })
  }
)
