import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { syncKlarnaPurchaseWorkflow } from "../sync-klarna-purchase"
import { forEachQuietly } from "./for-each-quietly"

export type BatchInput = { batch_size?: number }

/** A claimer that dies leaves its rows to the next one after this time. */
const CLAIM_MS = 120_000
const BATCH = 50

export const syncDuePurchasesStepId = "sync-due-purchases"

/** Looks at every purchase whose time has come. Rows are claimed, so any number of instances may run it. */
export const syncDuePurchasesStep = createStep(
  syncDuePurchasesStepId,
  async ({ batch_size }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const due = await klarna.purchases.claimDue(batch_size ?? BATCH, CLAIM_MS)
    const result = await forEachQuietly(container, "purchase", due, (purchase) =>
      syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: purchase.id } })
    )
    return new StepResponse(result)
  }
)
