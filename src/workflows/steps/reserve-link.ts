import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { providerIdOf } from "../../config/provider-id"
import { readSubjectDraft } from "../../medusa/read-subject-draft"
import type { Query } from "../../medusa/read-purchase-source"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type ReserveLinkStepInput = {
  order_id: string
  payment_collection_id: string
  provider_id: string
  channel: PurchaseRow["channel"]
  /** The draft becomes an order before the link is paid. */
  places_order: boolean
}

export const reserveLinkStepId = "reserve-link"

/**
 * Notes in the ledger that a link is about to be made, and perhaps its order: nobody else makes one meanwhile. Undone, the
 * link never was.
 */
export const reserveLinkStep = createStep(
  reserveLinkStepId,
  async (input: ReserveLinkStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const subject = { type: "order" as const, id: input.order_id, collectionId: input.payment_collection_id }
    const reserved = await translated(async () => {
      const read = await readSubjectDraft(query, subject, input.payment_collection_id)
      if (!read) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${input.order_id} does not exist`)
      return klarna.reserveLink({
        placesOrder: input.places_order,
        subject,
        provider: klarna.config.providers.find((name) => providerIdOf(name) === input.provider_id) ?? "",
        channel: input.channel,
        salesChannel: read.source.salesChannel,
        draft: read.draft,
      })
    })
    if (!reserved) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Another link of this order is being made. Look again in a moment",
        "link_busy"
      )
    }
    return new StepResponse({ purchase_id: reserved.id }, reserved.id)
  },
  async (purchaseId: string | undefined, { container }) => {
    if (!purchaseId) return
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    await klarna.endPurchase({ purchaseId, reason: "not_made", pageReason: "disabled" })
  }
)
