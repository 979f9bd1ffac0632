import {
  createOrderPaymentCollectionWorkflow,
  deleteOrderPaymentCollections,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { readOutstanding, type Outstanding } from "../../medusa/read-outstanding"
import type { Query } from "../../medusa/read-purchase-source"

export type LinkCollection = { id: string; isNew: boolean }

/** The one payment collection on which what an order owes is collected: that which is there, or a new one. */
export async function ensureLinkCollection(
  container: MedusaContainer,
  order: Outstanding
): Promise<LinkCollection> {
  const [collection] = order.unpaid_collections
  return collection ? { id: collection.id, isNew: false } : createCollection(container, order)
}

/** Of two that are made at once the earlier stays: with a second one Medusa would call a paid order partly paid. */
async function createCollection(container: MedusaContainer, order: Outstanding): Promise<LinkCollection> {
  const { result } = await createOrderPaymentCollectionWorkflow(container).run({
    input: { order_id: order.id, amount: Number(order.outstanding) },
  })
  const id = (result as { id: string }[])[0]?.id as string
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const others = (await readOutstanding(query, order.id))?.unpaid_collections ?? []
  if (!others.some((other) => other.id < id)) return { id, isNew: true }
  await dropLinkCollection(container, id)
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "Another link of this order is being made. Look again in a moment",
    "link_busy"
  )
}

/** Nobody has paid on it. */
export const dropLinkCollection = async (container: MedusaContainer, id: string): Promise<void> =>
  void (await deleteOrderPaymentCollections(container).run({ input: { id } }))
