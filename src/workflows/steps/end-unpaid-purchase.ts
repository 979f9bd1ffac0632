import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { EndReason } from "../../domain/settle"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type EndUnpaidPurchaseStepInput = {
  purchase_id: string
  reason: EndReason
  /** The session that held it when this was decided. */
  holder: string | null
}

export const endUnpaidPurchaseStepId = "end-unpaid-purchase"

/**
 * Nobody is to pay this any more. Where Klarna refuses, the money may have been taken a moment ago, and the
 * purchase stays watched. Cannot be undone; a buyer who comes back gets a new order and page.
 */
export const endUnpaidPurchaseStep = createStep(
  endUnpaidPurchaseStepId,
  async ({ purchase_id, reason, holder }: EndUnpaidPurchaseStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const ended = await klarna.endPurchase({
      purchaseId: purchase_id,
      reason,
      pageReason: "disabled",
      holder,
    })
    if (ended.page && (ended.result === "ended" || ended.result === "lapsing")) {
      await klarna.tell("klarna.session.disabled", { id: ended.page.id, purchase_id, reason })
    }
    return new StepResponse({ ended: ended.result === "ended" })
  }
)
