import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { collectionState, type CollectionState } from "../../domain/collection-state"
import { readOrderCollection, type OrderCollection } from "../../medusa/read-order-collection"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** The Klarna purchase that a collection is paid with, and the session that stands for it. */
export type Held = { sessionId: string; status: string; purchase: PurchaseRow }

/** @throws MedusaError not_found, also for a cart's collection: carts are paid in the checkout */
export async function requireOrderCollection(
  container: MedusaContainer,
  id: string
): Promise<{ collection: OrderCollection; held: Held | undefined }> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const collection = await readOrderCollection(query, id)
  if (collection) return { collection, held: await heldBy(klarna, collection) }
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no payment collection ${id} of an order`)
}

async function heldBy(klarna: KlarnaModuleService, { sessions }: OrderCollection): Promise<Held | undefined> {
  for (const { id, status } of sessions) {
    const purchase = await klarna.purchases.byHolder(id)
    if (purchase) return { sessionId: id, status, purchase }
  }
  return undefined
}

/** @param session one word for where its purchase stands */
export const stateOfCollection = (
  { status, owes, order }: OrderCollection,
  session: string | undefined
): CollectionState => collectionState({ status, orderCanceled: order.canceled, owes, session })
