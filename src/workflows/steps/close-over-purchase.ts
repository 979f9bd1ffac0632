import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { cancelLinkSession } from "./cancel-link-session"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type CloseOverPurchaseStepInput = { purchase_id: string; reason: "expired" | "aborted" | "rejected" }

export const closeOverPurchaseStepId = "close-over-purchase"

/** Klarna's order can no longer be paid: the ledger says so. Nothing to undo, it states what is. */
export const closeOverPurchaseStep = createStep(
  closeOverPurchaseStepId,
  async ({ purchase_id, reason }: CloseOverPurchaseStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    await klarna.subscriptions.giveUpTokens.ofPurchase(purchase_id)
    await klarna.pages.end(purchase_id, "expired")
    const closed = await klarna.purchases.close(purchase_id, reason)
    await klarna.purchases.update(purchase_id, { next_check_at: null, outcome: `closed:${reason}` })
    if (closed && reason === "expired") await klarna.purchases.noteEnd(purchase_id, "expired")
    if (closed?.subject_type === "order") await klarna.subscriptions.charges.wake(closed.subject_id)
    if (closed && reason === "expired") await tellExpired(klarna, purchase_id)
    if (closed && reason === "expired") await cancelLinkSession(container, closed, "expired")
    // The order that the link placed ends with it, at the next look.
    const placedOrder = Boolean(closed?.places_order)
    if (closed && placedOrder) await klarna.checkSoon(closed)
    return new StepResponse({ finished: !placedOrder })
  }
)

async function tellExpired(klarna: KlarnaModuleService, purchase_id: string): Promise<void> {
  const page = await klarna.pages.latest(purchase_id)
  await klarna.tell("klarna.session.expired", { id: page?.id ?? purchase_id, purchase_id })
}
