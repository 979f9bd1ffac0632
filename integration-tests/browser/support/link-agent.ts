import { ADDRESSES } from "../../support/addresses"
import { createAdminApi } from "./admin-session"
import type { DemoAddresses } from "./running-demo"

export type MadeLink = {
  id: string
  order_id: string
  hpp_session_id: string
  klarna_order_id: string
  redirect_url: string
  amount: number
}

type Paid = { is_draft_order: boolean; payment_status: string; total: number }

export type Message = { channel: string; to: string; link: string; hpp_session_id: string }

type DraftOrder = {
  is_draft_order: boolean
  email: string
  currency_code: string
  items: { variant_sku: string; quantity: number }[]
  shipping_address: { city: string } | null
}

/** What agents do that is not under test here, without their screens. */
export async function createLinkAgent(demo: DemoAddresses) {
  const admin = await createAdminApi(demo)
  const [regions, variants, options, stores] = await Promise.all([
    admin.get<{ regions: { id: string; name: string }[] }>("/admin/regions?fields=id,name&limit=50"),
    admin.get<{ variants: { id: string }[] }>("/admin/product-variants?sku=LIGHT-GLIMT-MOSS&fields=id"),
    admin.get<{
      shipping_options: { id: string; name: string; prices: { amount: number; currency_code: string }[] }[]
    }>("/admin/shipping-options?limit=100&fields=id,name,prices.amount,prices.currency_code"),
    admin.get<{ stores: { default_sales_channel_id: string }[] }>(
      "/admin/stores?fields=id,default_sales_channel_id"
    ),
  ])
  const region = regions.regions.find(({ name }) => name === "Sweden")
  const free = options.shipping_options.find(({ prices }) =>
    prices.some(({ amount, currency_code }) => amount === 0 && currency_code === "sek")
  )

  const messages = async (): Promise<Message[]> =>
    (await (await fetch(`${demo.sandbox}/_sandbox/outbox`)).json()) as Message[]

  return {
    /** An order by phone, of one reading light. */
    async draft(email: string): Promise<string> {
      const { draft_order } = await admin.post<{ draft_order: { id: string } }>("/admin/draft-orders", {
        region_id: region?.id,
        sales_channel_id: stores.stores[0]?.default_sales_channel_id,
        email,
        shipping_address: ADDRESSES.se,
        billing_address: ADDRESSES.se,
        items: [{ variant_id: variants.variants[0]?.id, quantity: 1 }],
        shipping_methods: [{ shipping_option_id: free?.id, name: "Parcel locker", amount: 0 }],
      })
      return draft_order.id
    },

    async link(orderId: string, channel: "telesales" | "in_store" | "ecommerce"): Promise<MadeLink> {
      const body = { order_id: orderId, channel, provider_id: "pp_klarna-checkout_klarna" }
      return (await admin.post<{ session: MadeLink }>("/admin/klarna/payment-links", body)).session
    },

    session: async (id: string) =>
      (
        await admin.get<{ session: { state: string; order_id: string; amount: number } }>(
          `/admin/klarna/sessions/${id}`
        )
      ).session,

    async order(id: string) {
      const path = `/admin/orders/${id}?fields=is_draft_order,payment_status,total`
      const { order } = await admin.get<{ order: Paid }>(path)
      const { is_draft_order, payment_status, total } = order
      return { is_draft_order, payment_status, total }
    },

    /** More about a draft, or what became of it. */
    async draftOrder(id: string): Promise<DraftOrder> {
      const fields = "is_draft_order,email,currency_code,*items,shipping_address.city"
      return (await admin.get<{ order: DraftOrder }>(`/admin/orders/${id}?fields=${fields}`)).order
    },

    /** Pieces that nobody else can buy, of all orders. */
    async reserved(sku: string): Promise<number> {
      const path = `/admin/inventory-items?sku=${sku}&fields=id,location_levels.reserved_quantity`
      const { inventory_items } = await admin.get<{
        inventory_items: { location_levels: { reserved_quantity: number }[] }[]
      }>(path)
      const levels = inventory_items.flatMap(({ location_levels }) => location_levels)
      return levels.reduce((sum, { reserved_quantity }) => sum + reserved_quantity, 0)
    },

    messages,
    outbox: async (to: string) => (await messages()).filter((message) => message.to === to),

    /** Whether the account may send links by SMS. */
    async allowSms(sms: boolean): Promise<void> {
      await fetch(`${demo.sandbox}/_sandbox/merchants/sandbox`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ sms }),
      })
    },
  }
}

export type LinkAgent = Awaited<ReturnType<typeof createLinkAgent>>
