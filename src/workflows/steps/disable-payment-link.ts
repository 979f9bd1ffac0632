import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { cancelLinkSession } from "./cancel-link-session"

export type DisablePaymentLinkStepInput = { page_id: string; reason?: string; actor_id?: string }

export const disablePaymentLinkStepId = "disable-payment-link"

/** Closes the page and ends Klarna's order behind it. Cannot be undone: a new link can be made. */
export const disablePaymentLinkStep = createStep(
  disablePaymentLinkStepId,
  async ({ page_id, reason, actor_id }: DisablePaymentLinkStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const page = await klarna.pageRows.byId(page_id)
    const purchase = page && (await klarna.purchases.byId(page.purchase_id))
    if (!page || !purchase) throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such link")
    if (page.close_reason && page.close_reason !== "completed") {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This link is over already", "link_closed")
    }
    const ended = await klarna.endPurchase({
      purchaseId: purchase.id,
      reason: "disabled",
      pageReason: "disabled",
    })
    if (ended.result === "ended" || ended.result === "lapsing") {
      await klarna.pageRows.note(page.id, { note: reason || null })
      await cancelLinkSession(container, purchase, "disabled")
      await klarna.tell("klarna.session.disabled", {
        id: page.id,
        purchase_id: purchase.id,
        reason: "disabled",
        actor_id: actor_id ?? null,
      })
    }
    return new StepResponse({
      result: ended.result,
      purchase_id: purchase.id,
      places_order: purchase.places_order,
    })
  }
)
