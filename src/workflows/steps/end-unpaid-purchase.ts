import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Ending } from "../../domain/link-fates"
import type { EndReason } from "../../domain/decision"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { cancelLinkSession } from "./cancel-link-session"

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
    const before = await klarna.purchases.byId(purchase_id)
    const ended = await klarna.endPurchase({
      purchaseId: purchase_id,
      reason,
      pageReason: "disabled",
      holder,
    })
    const isOver = ended.result === "ended" || ended.result === "lapsing"
    if (isOver) await klarna.subscriptions.giveUpTokens.ofPurchase(purchase_id)
    const purchase = isOver ? await klarna.purchases.byId(purchase_id) : undefined
    if (purchase) await cancelLinkSession(container, purchase, asEnding(reason))
    if (ended.page && isOver) {
      await klarna.tell("klarna.session.disabled", { id: ended.page.id, purchase_id, reason })
    }
    // The order that the link placed ends with it, at the next look.
    const takesAlong = Boolean(purchase?.places_order && !before?.closed_at)
    if (purchase && takesAlong) await klarna.checkSoon(purchase)
    return new StepResponse({ ended: ended.result === "ended" && !takesAlong })
  }
)

/** Everything else means that another payment or session has taken its place. */
const asEnding = (reason: EndReason): Ending =>
  reason === "cancelled" || reason === "order_canceled" ? reason : "replaced"
