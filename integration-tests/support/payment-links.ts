import { ADDRESSES } from "./addresses"
import { eventually } from "./eventually"
import { paymentOf, type KlarnaShop } from "./klarna-shop"

export type Link = {
  id: string
  state: string
  channel: string
  amount: number
  redirect_url: string
  hpp_session_id: string
  klarna_order_id: string
  payment_session_id: string
  purchase_id: string
  close_reason: string | null
}

type Channel = "telesales" | "in_store" | "ecommerce"
type LinkOrders = "when_paid" | "at_once"

/** Staff's side of payment links: what they press in Medusa Admin, and what they see. */
export function paymentLinks(shop: KlarnaShop) {
  const ask = (method: "get" | "post", path: string, body: unknown = {}) =>
    method === "get" ? shop.api.get(path, shop.admin()) : shop.api.post(path, body, shop.admin())

  const must = async (method: "get" | "post", path: string, body: unknown = {}) => {
    const answer = await ask(method, path, body)
    if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.data)}`)
    return answer.data
  }

  /** Staff enter an order by phone. */
  async function draft(items: Record<string, number> = { "LAMP-SKYMNING-FOREST": 1 }) {
    const { demo } = shop
    const { draft_order } = await must("post", "/admin/draft-orders", {
      region_id: demo.regions.se,
      sales_channel_id: demo.sales_channel_id,
      email: "se.buyer@example.com",
      shipping_address: ADDRESSES.se,
      billing_address: ADDRESSES.se,
      items: Object.entries(items).map(([sku, quantity]) => ({ variant_id: demo.variants[sku], quantity })),
      shipping_methods: [{ shipping_option_id: demo.shipping_options.se?.free, name: "Collect", amount: 0 }],
    })
    return (await shop.readOrder(draft_order.id)) as { id: string; display_id: number; total: number }
  }

  const tryLink = (orderId: string, provider_id?: string, channel: Channel = "telesales") =>
    ask("post", "/admin/klarna/payment-links", { order_id: orderId, channel, provider_id })

  async function link(orderId: string, provider_id?: string, channel?: Channel): Promise<Link> {
    const answer = await tryLink(orderId, provider_id, channel)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.data))
    return answer.data.session
  }

  const read = async (id: string): Promise<Link & { timeline: { kind: string; what: string | null }[] }> =>
    (await must("get", `/admin/klarna/sessions/${id}`)).session

  const paid = (orderId: string) =>
    eventually(
      async () => {
        const order = await shop.readOrder(orderId)
        const covered = ["authorized", "captured"].includes(order.payment_status)
        return paymentOf(order) && covered ? order : undefined
      },
      { what: `payment of order ${orderId}` }
    )

  const canceled = (orderId: string) =>
    eventually(
      async () => {
        const order = await shop.readOrder(orderId)
        return order.status === "canceled" ? order : undefined
      },
      { what: `cancellation of order ${orderId}` }
    )

  /** Pieces of an order that nobody else can buy. */
  async function reserved(orderId: string): Promise<number> {
    const { data } = await shop
      .container()
      .resolve("query")
      .graph({ entity: "order", fields: ["items.id"], filters: { id: orderId } })
    const items = (data[0] as unknown as { items: { id: string }[] }).items.map(({ id }) => id)
    const inventory = shop.container().resolve("inventory")
    const reservations = await inventory.listReservationItems({ line_item_id: items })
    return reservations.reduce((sum, { quantity }) => sum + Number(quantity), 0)
  }

  /** Medusa's word for a payment session; nothing when it is gone. */
  async function sessionStatus(paymentSessionId: string): Promise<string | undefined> {
    const payments = shop.container().resolve("payment")
    const [session] = await payments.listPaymentSessions({ id: [paymentSessionId] })
    return session?.status
  }

  async function stock(sku: string, stocked_quantity: number): Promise<void> {
    const inventory = shop.container().resolve("inventory")
    const [item] = await inventory.listInventoryItems({ sku })
    const [level] = await inventory.listInventoryLevels({ inventory_item_id: item?.id })
    await inventory.updateInventoryLevels([
      {
        inventory_item_id: item?.id as string,
        location_id: level?.location_id as string,
        stocked_quantity,
      },
    ])
  }

  /** What the configuration says about links from now on. */
  function configure(changes: {
    linkOrders?: LinkOrders
    salesChannels?: { salesChannel: string; linkOrders?: LinkOrders }[]
    replacedSubscribers?: string[]
  }): void {
    const { config } = shop.container().resolve("klarna") as unknown as {
      config: { policies: { linkOrders: LinkOrders }; salesChannels: unknown; replacedSubscribers: unknown }
    }
    config.policies.linkOrders = changes.linkOrders ?? "when_paid"
    config.salesChannels = changes.salesChannels ?? []
    config.replacedSubscribers = changes.replacedSubscribers ?? []
  }

  const disable = async (id: string, reason?: string) =>
    (await must("post", `/admin/klarna/sessions/${id}/disable`, { reason })) as {
      outcome: string
      session: Link
    }

  const sync = (id: string) => must("post", `/admin/klarna/sessions/${id}/sync`)

  const refreshClock = () => shop.container().resolve<any>("klarna").refreshClock() as Promise<void>

  /** Moves Klarna's clock, and has the shop look at it. */
  async function advance(ms: number): Promise<void> {
    await shop.klarna.advance(ms)
    await refreshClock()
  }

  const placedEvents = (orderId: string) =>
    shop.told("order.placed").filter(({ data }) => data.id === orderId).length

  return {
    ask,
    must,
    draft,
    tryLink,
    link,
    read,
    paid,
    canceled,
    reserved,
    sessionStatus,
    stock,
    configure,
    disable,
    sync,
    placedEvents,
    refreshClock,
    advance,
  }
}
