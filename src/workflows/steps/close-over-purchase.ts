import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type CloseOverPurchaseStepInput = { purchase_id: string; reason: "expired" | "aborted" | "rejected" }

export const closeOverPurchaseStepId = "close-over-purchase"

/** Klarna's order can no longer be paid: the ledger says so. Nothing to undo, it states what is. */
export const closeOverPurchaseStep = createStep(
  closeOverPurchaseStepId,
  async ({ purchase_id, reason }: CloseOverPurchaseStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    await klarna.pages.end(purchase_id, "expired")
    const closed = await klarna.purchases.close(purchase_id, reason)
    await klarna.purchases.update(purchase_id, { next_check_at: null, outcome: `closed:${reason}` })
    if (closed && reason === "expired") await klarna.tell("klarna.session.expired", { id: purchase_id })
    return new StepResponse({ closed: closed !== undefined })
  }
)
