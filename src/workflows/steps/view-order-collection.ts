import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { requireOrderCollection, stateOfCollection, type Held } from "./require-order-collection"

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
    const { collection, held } = await requireOrderCollection(container, id)
    const session = held && (await sessionOf(klarna, held))
    return new StepResponse({
      amount: Number(collection.amount),
      currency_code: collection.order.currency_code,
      display_id: collection.order.display_id,
      state: stateOfCollection(collection, session?.state),
      ...(session ? { session } : {}),
    })
  }
)

async function sessionOf(klarna: KlarnaModuleService, { sessionId, purchase }: Held) {
  const { state, redirect_url, qr_code_url, expires_at } = await klarna.publicData(sessionId, purchase)
  const { klarna_reference } = purchase
  return {
    ...{ state, redirect_url, qr_code_url, expires_at },
    ...(klarna_reference ? { klarna_reference } : {}),
  }
}
