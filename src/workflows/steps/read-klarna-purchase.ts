import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type ReadKlarnaPurchaseStepInput = { purchase_id: string }

export const readKlarnaPurchaseStepId = "read-klarna-purchase"

/**
 * Asks Klarna where a purchase stands and keeps the answer in the ledger. Nothing is asked when the ledger knows
 * all there is: the order is paid or over. There is nothing to undo.
 */
export const readKlarnaPurchaseStep = createStep(
  readKlarnaPurchaseStepId,
  async ({ purchase_id }: ReadKlarnaPurchaseStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.readPurchase(purchase_id)
    // Another signal is being worked off this moment; its reading will serve the next check.
    return new StepResponse({ purchase_id, busy: purchase === undefined })
  }
)
