import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { EndReason } from "../../domain/settle"
import { KlarnaApiError } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

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
      const ended = await abort(klarna, purchase)
      if (ended) {
        await klarna.purchases.close(purchase_id, "superseded")
        await klarna.purchases.update(purchase_id, {
          klarna_status: "aborted",
          outcome: `ended:${reason}`,
          next_check_at: null,
        })
        if (page) await klarna.tell("klarna.session.disabled", { id: page.id, purchase_id, reason })
      }
      return new StepResponse({ ended })
    } finally {
      await lease.release()
    }
  }
)

/** @returns whether Klarna's order is over without having been paid */
async function abort(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<boolean> {
  if (!purchase.klarna_order_id) return true
  try {
    await klarna.clientsOf(purchase.account_id).checkout.abortOrder(purchase.klarna_order_id)
    return true
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error
    if (error.status === 404) return true
    // READ_ONLY_ORDER: paid a moment ago. The next check reads it and settles the money.
    if (error.status === 403) return false
    throw error
  }
}
