import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pageOutcome } from "../../domain/page-outcomes"
import { isPageStatus } from "../../domain/page-state"
import { KlarnaApiError } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type ReadKlarnaPageStepInput = { page_id: string }

export const readKlarnaPageStepId = "read-klarna-page"

/**
 * Reads the page and tells the shop what happened on it, once: back, cancelled, declined or failed. Nothing to
 * undo: it was read.
 */
export const readKlarnaPageStep = createStep(
  readKlarnaPageStepId,
  async ({ page_id }: ReadKlarnaPageStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const page = await klarna.pageRows.byId(page_id)
    const purchase = page && (await klarna.purchases.byId(page.purchase_id))
    if (!page || !purchase) return new StepResponse({ state: null as string | null })
    const read = await readSession(klarna, purchase, page.hpp_session_id)
    if (!read) return new StepResponse({ state: page.state as string | null })
    const updatedAt = read.updated_at ? new Date(read.updated_at) : null
    const moved = await klarna.pageRows.moveTo(page_id, read.status, updatedAt)
    const { closes, event } = pageOutcome(read.status, purchase.channel)
    if (moved && closes) await klarna.pageRows.close(page_id, closes)
    if (moved && !isPageStatus(read.status)) {
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .error(`Klarna: page ${page.hpp_session_id} has the unknown status ${JSON.stringify(read.status)}`)
      await klarna.tell("klarna.payment.mismatched", { id: purchase.id, reason: "unknown_page_status" })
    }
    if (moved && event) {
      await klarna.tell(event, { id: page_id, purchase_id: purchase.id, subject_id: purchase.subject_id })
    }
    return new StepResponse({ state: read.status as string | null })
  }
)

/** @returns nothing when Klarna has forgotten the page: then the payment alone can say anything */
async function readSession(
  klarna: KlarnaModuleService,
  { account_id, id }: PurchaseRow,
  hppSessionId: string
) {
  try {
    return await klarna.clientsOf(account_id, id).hostedPaymentPage.readSession(hppSessionId)
  } catch (error) {
    if (error instanceof KlarnaApiError && error.status === 404) return undefined
    throw error
  }
}
