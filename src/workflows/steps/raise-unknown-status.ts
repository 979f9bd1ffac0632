import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type RaiseUnknownStatusStepInput = { purchase_id: string }

export const raiseUnknownStatusStepId = "raise-unknown-status"

/** Klarna said something that nobody here knows. It decides nothing; somebody has to look. */
export const raiseUnknownStatusStep = createStep(
  raiseUnknownStatusStepId,
  async ({ purchase_id }: RaiseUnknownStatusStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    const outcome = `unknown_status:${purchase?.klarna_status}`
    if (purchase && purchase.outcome !== outcome) {
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .error(
          `Klarna: order ${purchase.klarna_order_id} has the unknown status ${JSON.stringify(purchase.klarna_status)}`
        )
      await klarna.purchases.update(purchase_id, { outcome })
      await klarna.tell("klarna.payment.mismatched", { id: purchase_id, reason: "unknown_status" })
    }
    return new StepResponse({ raised: true })
  }
)
