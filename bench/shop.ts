import { startKillableShop } from "../integration-tests/faults/support/killable-shop"
import { ADDRESSES } from "../integration-tests/support/addresses"
import { eventually } from "../integration-tests/support/eventually"

type Id = { id: string }

export type Shop = Awaited<ReturnType<typeof startShop>>

/** Medusa as a process of its own, a Klarna, and what the measurements ask of them besides buying. */
export async function startShop() {
  const shop = await startKillableShop()
  const { url, admin, demo } = shop.medusa
  let staffToken: string | undefined
  const store = { "x-publishable-api-key": demo.publishable_key }

  async function post<Answer>(
    path: string,
    headers: Record<string, string>,
    body: unknown = {}
  ): Promise<Answer> {
    const answer = await fetch(url + path, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    })
    const data = await answer.json()
    if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(data)}`)
    return data as Answer
  }

  async function openSession(cartId: string, providerId: string): Promise<void> {
    const { payment_collection } = await post<{ payment_collection: Id }>(
      "/store/payment-collections",
      store,
      { cart_id: cartId }
    )
    await post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, store, {
      provider_id: providerId,
    })
  }

  async function askAdmin<Answer>(method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
    staffToken ??= (await post<{ token: string }>("/auth/user/emailpass", {}, admin)).token
    const answer = await fetch(url + path, {
      method,
      headers: { Authorization: `Bearer ${staffToken}`, "Content-Type": "application/json" },
      body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }

  return {
    ...shop,

    /** One piece more, and back to Klarna with it. */
    async changeCart(cartId: string, provider: string) {
      await post(`/store/carts/${cartId}/line-items`, store, {
        variant_id: demo.variants["BULB-GLOD-1"],
        quantity: 1,
      })
      await openSession(cartId, provider)
    },

    async refund(paymentId: string, amount: number) {
      const { token } = await post<{ token: string }>("/auth/user/emailpass", {}, admin)
      await post(`/admin/payments/${paymentId}/refund`, { Authorization: `Bearer ${token}` }, { amount })
    },

    askAdmin,
    readAdmin: <Answer>(path: string): Promise<Answer> => askAdmin("GET", path),

    /** A cart like those that Klarna pays, with Medusa's own payment that always succeeds. */
    async manualCheckout(): Promise<string> {
      const { cart } = await post<{ cart: Id }>("/store/carts", store, {
        region_id: demo.regions.se,
        sales_channel_id: demo.sales_channel_id,
        email: "se.buyer@example.com",
        shipping_address: ADDRESSES.se,
        billing_address: ADDRESSES.se,
        items: [{ variant_id: demo.variants["LAMP-SKYMNING-FOREST"], quantity: 1 }],
      })
      await post(`/store/carts/${cart.id}/shipping-methods`, store, {
        option_id: demo.shipping_options.se?.paid,
      })
      await openSession(cart.id, "pp_system_default")
      return cart.id
    },

    /** Every signal that came is worked off and every effect at Klarna confirmed: nothing disturbs what comes next. */
    rest: () =>
      eventually(
        async () => {
          const [open] = await shop.rows<{ count: string }>(
            `select (select count(*) from klarna_event where processed_at is null)
                  + (select count(*) from klarna_operation where status in ('intended', 'sent')) as count`
          )
          return open?.count === "0"
        },
        { within: 120_000, what: "rest" }
      ),
  }
}
