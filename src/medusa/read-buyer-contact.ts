import type { Query } from "./read-purchase-source"

/** How the buyer of an order is reached, and the number by which they know it. */
export type BuyerContact = { display_id: number; email: string | null; phone: string | null }

type Record = {
  display_id: number
  email?: string | null
  shipping_address?: { phone?: string | null } | null
  billing_address?: { phone?: string | null } | null
}

/** @returns nothing where there is no such order, as for a cart that has not become one */
export async function readBuyerContact(query: Query, orderId: string): Promise<BuyerContact | undefined> {
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "display_id", "email", "shipping_address.phone", "billing_address.phone"],
    filters: { id: orderId },
  })
  const order = data[0] as Record | undefined
  if (!order) return undefined
  return {
    display_id: order.display_id,
    email: order.email ?? null,
    phone: order.shipping_address?.phone ?? order.billing_address?.phone ?? null,
  }
}
