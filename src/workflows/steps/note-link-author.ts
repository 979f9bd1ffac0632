import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type NoteLinkAuthorStepInput = { payment_session_id: string; actor_id: string | null }

export const noteLinkAuthorStepId = "note-link-author"

/**
 * Keeps who made a link, which makes it one of staff's. Of two that were made for one order at once, neither stays:
 * they would both be payable. Nothing to undo: it states what is.
 */
export const noteLinkAuthorStep = createStep(
  noteLinkAuthorStepId,
  async ({ payment_session_id, actor_id }: NoteLinkAuthorStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byHolder(payment_session_id)
    if (purchase) await requireOnlyLink(klarna, purchase)
    const page = purchase && (await klarna.pages.latest(purchase.id))
    if (page) await klarna.pageRows.note(page.id, { created_by: actor_id ?? "system" })
    return new StepResponse({ page_id: page?.id ?? null, purchase_id: purchase?.id ?? null })
  }
)

async function requireOnlyLink(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<void> {
  const others = (await klarna.purchases.ofOrder(purchase.subject_id, undefined)).filter(
    (other) =>
      other.id !== purchase.id &&
      !other.closed_at &&
      ["new", "incomplete", "authorized", "placing"].includes(klarna.statusOf(other))
  )
  if (!others.length) return
  await klarna.endPurchase({ purchaseId: purchase.id, reason: "replaced", pageReason: "replaced" })
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "Another link of this order was made at the same moment. Make it again",
    "link_busy"
  )
}
