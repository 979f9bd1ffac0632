import type { Query } from "./read-purchase-source"

/** What a payment session pays for. A session of a cart stays the cart's, also after it became an order. */
export type SessionSubject = {
  subject: { type: "cart" | "order"; id: string }
  collectionId: string
  /** The order that the collection is linked to, if any. */
  orderId?: string
}

type SessionRecord = {
  payment_collection?: {
    id: string
    cart?: { id: string } | null
    order?: { id: string } | null
  } | null
}

/**
 * Medusa gives a provider the session's id and nothing of the cart; the links lead there.
 *
 * @returns nothing for a session that is gone or whose collection belongs to neither cart nor order
 */
export async function readSessionSubject(
  query: Query,
  sessionId: string
): Promise<SessionSubject | undefined> {
  const { data } = await query.graph({
    entity: "payment_session",
    fields: ["id", "payment_collection.id", "payment_collection.cart.id", "payment_collection.order.id"],
    filters: { id: sessionId },
  })
  const collection = (data[0] as SessionRecord | undefined)?.payment_collection
  if (!collection) return undefined
  const orderId = collection.order?.id
  if (collection.cart)
    return { subject: { type: "cart", id: collection.cart.id }, collectionId: collection.id, orderId }
  return orderId
    ? { subject: { type: "order", id: orderId }, collectionId: collection.id, orderId }
    : undefined
}
