import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type NoteLinkAuthorStepInput = { payment_session_id: string; actor_id: string | null }

export const noteLinkAuthorStepId = "note-link-author"

/** Keeps who made a link, which makes it one of staff's. Nothing to undo: it states what is. */
export const noteLinkAuthorStep = createStep(
  noteLinkAuthorStepId,
  async ({ payment_session_id, actor_id }: NoteLinkAuthorStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byHolder(payment_session_id)
    const page = purchase && (await klarna.pages.latest(purchase.id))
    if (page) await klarna.pageRows.note(page.id, { created_by: actor_id ?? "system" })
    return new StepResponse({ page_id: page?.id ?? null, purchase_id: purchase?.id ?? null })
  }
)
