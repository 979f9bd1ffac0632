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
 * Nobody is to pay this any more: the page dies first, then Klarna's order. Where Klarna refuses, the money may
 * have been taken a moment ago, and the purchase stays watched. Cannot be undone; a buyer who comes back gets a
 * new order and page.
 */
export const endUnpaidPurchaseStep = createStep(
  endUnpaidPurchaseStepId,
  async ({ purchase_id, reason, holder }: EndUnpaidPurchaseStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const lease = await klarna.leases.acquire("work", purchase_id, 5_000)
    if (!lease) return new StepResponse({ ended: false })
    try {
      const purchase = await klarna.purchases.byId(purchase_id)
      // A buyer who came back meanwhile holds it again, and is looking at the page.
      if (!purchase || purchase.current_holder !== holder) return new StepResponse({ ended: false })
      const page = await klarna.pages.live(purchase_id)
      if (page) await klarna.pages.disable(purchase, page, "disabled")
      const result = await klarna.systemOf(purchase.provider).end(purchase)
      if (result === "maybe_paid") return new StepResponse({ ended: false })
      await klarna.purchases.close(purchase_id, "superseded")
      await klarna.purchases.update(purchase_id, {
        outcome: `ended:${reason}`,
        // What lapses stays watched until Klarna forgets it.
        ...(result === "over"
          ? { klarna_status: "aborted", next_check_at: null }
          : { klarna_status: "incomplete", authorization_token: null }),
      })
      if (page) await klarna.tell("klarna.session.disabled", { id: page.id, purchase_id, reason })
      return new StepResponse({ ended: result === "over" })
    } finally {
      await lease.release()
    }
  }
)
