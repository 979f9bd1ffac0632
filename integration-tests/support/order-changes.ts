import type { KlarnaShop } from "./klarna-shop"

type Item = { id: string; quantity: number }

/** What staff do to an order in Medusa Admin after it was placed. */
export function orderChanges(shop: KlarnaShop) {
  const post = (path: string, body: unknown = {}) => shop.post(path, body, shop.admin())
  const variants = (wanted: Record<string, number>) =>
    Object.entries(wanted).map(([sku, quantity]) => ({ variant_id: shop.demo.variants[sku], quantity }))

  /** Begins an edit and says what is different. */
  async function begin(
    orderId: string,
    { items = [], add = {} }: { items?: Item[]; add?: Record<string, number> }
  ): Promise<void> {
    await post("/admin/order-edits", { order_id: orderId })
    for (const { id, quantity } of items) {
      await post(`/admin/order-edits/${orderId}/items/item/${id}`, { quantity })
    }
    if (Object.keys(add).length) await post(`/admin/order-edits/${orderId}/items`, { items: variants(add) })
    await post(`/admin/order-edits/${orderId}/request`)
  }

  async function edit(orderId: string, change: Parameters<typeof begin>[1]): Promise<void> {
    await begin(orderId, change)
    await post(`/admin/order-edits/${orderId}/confirm`)
  }

  const cancelEdit = async (orderId: string): Promise<void> =>
    void (await shop.api.delete(`/admin/order-edits/${orderId}`, shop.admin()))

  /** Goods leave; only then they can come back. */
  async function fulfill(order: Record<string, any>): Promise<void> {
    const items = order.items.map(({ id, quantity }: Item) => ({ id, quantity: Number(quantity) }))
    await post(`/admin/orders/${order.id}/fulfillments`, { items, no_notification: true })
  }

  async function exchange(orderId: string, back: Item[], out: Record<string, number>): Promise<string> {
    const { exchange } = await post("/admin/exchanges", { order_id: orderId })
    const { return: returned } = await post(`/admin/exchanges/${exchange.id}/inbound/items`, { items: back })
    await post(`/admin/exchanges/${exchange.id}/outbound/items`, { items: variants(out) })
    await post(`/admin/exchanges/${exchange.id}/request`)
    return returned.id as string
  }

  async function claim(orderId: string, broken: Item[], replacement: Record<string, number>): Promise<void> {
    const { claim } = await post("/admin/claims", { order_id: orderId, type: "replace" })
    await post(`/admin/claims/${claim.id}/claim-items`, { items: broken })
    await post(`/admin/claims/${claim.id}/outbound/items`, { items: variants(replacement) })
    await post(`/admin/claims/${claim.id}/request`)
  }

  /** All of a return is there. */
  async function receive(returnId: string, items: Item[]): Promise<void> {
    await post(`/admin/returns/${returnId}/receive`)
    await post(`/admin/returns/${returnId}/receive-items`, { items })
    await post(`/admin/returns/${returnId}/receive/confirm`)
  }

  return { begin, edit, cancelEdit, fulfill, exchange, claim, receive }
}
