import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { collectionState } from "../../domain/collection-state"
import { readOrderCollection } from "../../medusa/read-order-collection"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type ViewOrderCollectionStepInput = { payment_collection_id: string }

export const viewOrderCollectionStepId = "view-order-collection"

/**
 * What a payment-link page may know: its address is sent around, so nothing personal is in the answer, nor the order's
 * id, which leads to who ordered. From Medusa and the ledger alone. Amount in major units, as everywhere in Medusa's API.
 *
 * @throws MedusaError not_found, also for a cart's collection: carts are paid in the checkout
 */
export const viewOrderCollectionStep = createStep(
  viewOrderCollectionStepId,
  async ({ payment_collection_id: id }: ViewOrderCollectionStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const collection = await readOrderCollection(query, id)
    if (!collection) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no payment collection ${id} of an order`)
    }
    const session = await sessionOf(klarna, collection.sessions)
    return new StepResponse({
      amount: Number(collection.amount),
      currency_code: collection.order.currency_code,
      display_id: collection.order.display_id,
      state: collectionState({
        status: collection.status,
        orderCanceled: collection.order.canceled,
        owes: collection.owes,
        session: session?.state,
      }),
      ...(session ? { session } : {}),
    })
  }
)

async function sessionOf(klarna: KlarnaModuleService, sessions: readonly { id: string }[]) {
  for (const { id } of sessions) {
    const purchase = await klarna.purchases.byHolder(id)
    if (!purchase) continue
    const { state, redirect_url, qr_code_url, expires_at } = await klarna.publicData(id, purchase)
    const { klarna_reference } = purchase
    return {
      ...{ state, redirect_url, qr_code_url, expires_at },
      ...(klarna_reference ? { klarna_reference } : {}),
    }
  }
  return undefined
}
