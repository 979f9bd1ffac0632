import { eventually } from "../support/eventually"
import { paymentLinks } from "../support/payment-links"
import { CHECKOUT_PROVIDER, PAYMENTS_PROVIDER, sessionOf, withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(240_000)

const IN_STORE = { channel: "in_store", presentation: "hosted_page", placeOrderMode: "CAPTURE_ORDER" }

const ON_THE_PHONE = {
  given_name: "Moa",
  family_name: "Ek",
  email: "moa.ek@example.com",
  street_address: "Storgatan 9",
  postal_code: "21142",
  city: "Malmö",
  country: "SE",
}

withKlarnaShop((shop) => {
  const kiosk = () => ({
    headers: { "x-publishable-api-key": shop.demo.kiosk.publishable_key },
    validateStatus: () => true,
  })
  const lastRequest = async (path: string) =>
    (await shop.klarna.calls()).filter((call) => call.method === "POST" && call.path === path).at(-1)
      ?.request as Record<string, any>

  /** What somebody puts together on the screen: no name, no address, no delivery. */
  async function basket(quantity = 1): Promise<string> {
    const { demo } = shop
    const { cart } = await shop.post(
      "/store/carts",
      {
        region_id: demo.regions.se,
        shipping_address: { country_code: "se" },
        items: [{ variant_id: demo.variants["LAMP-SKYMNING-FOREST"], quantity }],
      },
      kiosk()
    )
    expect(cart.sales_channel_id).toBe(demo.kiosk.sales_channel_id)
    const { shipping_options } = (await shop.api.get(`/store/shipping-options?cart_id=${cart.id}`, kiosk()))
      .data
    expect(shipping_options.map(({ id }: { id: string }) => id)).toContain(demo.kiosk.shipping_option_id)
    await shop.post(
      `/store/carts/${cart.id}/shipping-methods`,
      { option_id: demo.kiosk.shipping_option_id },
      kiosk()
    )
    return cart.id
  }

  async function pay(cartId: string, provider: string) {
    const { payment_collection } = await shop.post("/store/payment-collections", { cart_id: cartId }, kiosk())
    const answer = await shop.post(
      `/store/payment-collections/${payment_collection.id}/payment-sessions`,
      { provider_id: provider },
      kiosk()
    )
    return sessionOf(answer, provider).data as Record<string, any>
  }

  const screen = async (sessionId: string) =>
    (await shop.api.get(`/store/klarna/sessions/${sessionId}`, kiosk())).data.session

  it.each([
    ["Klarna Payments", PAYMENTS_PROVIDER],
    ["Klarna Checkout", CHECKOUT_PROVIDER],
  ])("is paid by a phone, and the screen knows at once: %s", async (_, provider) => {
    shop.offer({ rules: [IN_STORE] })
    const cartId = await basket()
    const session = await pay(cartId, provider)
    expect(session).toMatchObject({ state: "waiting", qr_code_url: expect.stringMatching(/^http/) })
    const asked =
      provider === PAYMENTS_PROVIDER
        ? (await lastRequest("/payments/v1/sessions")).acquiring_channel
        : (await lastRequest("/checkout/v3/orders")).options.acquiring_channel
    expect(asked).toBe("IN_STORE")
    const { merchant_urls } = await lastRequest("/hpp/v1/sessions")
    expect([merchant_urls.cancel, merchant_urls.back]).toEqual([
      expect.stringContaining("/cancel"),
      undefined,
    ])

    await shop.klarna.consumer(session.hpp_session_id, "approve", { address: ON_THE_PHONE })
    const paid = await eventually(
      async () => {
        const now = await screen(session.session_id)
        return now.state === "completed" && now.order_id ? now : undefined
      },
      { within: 60_000, what: "a screen that says paid" }
    )
    const order = await shop.placedOrder(cartId)
    expect(order.id).toBe(paid.order_id)
    const fields = "sales_channel_id,email,shipping_address.last_name"
    const { data } = await shop.api.get(`/admin/orders/${order.id}?fields=${fields}`, shop.admin())
    expect(data.order).toMatchObject({
      sales_channel_id: shop.demo.kiosk.sales_channel_id,
      // As the buyer gave them on the phone.
      email: ON_THE_PHONE.email,
      shipping_address: { last_name: ON_THE_PHONE.family_name },
    })
    const klarnaOrder = await shop.klarna.order((await shop.purchasesOf(cartId))[0]?.klarna_order_id)
    expect(klarnaOrder.order_amount).toBe(Math.round(order.total * 100))
    const receipt = await eventually(async () => (await screen(session.session_id)).klarna_reference, {
      what: "the reference for the receipt",
    })
    expect(receipt).toBe((klarnaOrder as unknown as { klarna_reference: string }).klarna_reference)
  })

  it("captures what is handed over by the policy of its channel, and nothing of the web shop's", async () => {
    shop.offer({ rules: [IN_STORE] })
    const session = await pay(await basket(2), PAYMENTS_PROVIDER)
    await shop.klarna.consumer(session.hpp_session_id, "approve")
    const { order_id } = await eventually(
      async () => {
        const now = await screen(session.session_id)
        return now.order_id ? now : undefined
      },
      { what: "the order" }
    )
    const order = await eventually(
      async () => {
        const read = await shop.readOrder(order_id)
        return read.payment_status === "captured" ? read : undefined
      },
      { what: "a captured payment" }
    )
    const [payment] = order.payment_collections[0].payments
    expect(payment.data.klarna_order_id).toBeTruthy()
    expect(await shop.klarna.order(payment.data.klarna_order_id)).toMatchObject({
      status: "CAPTURED",
      captured_amount: Math.round(order.total * 100),
    })

    const web = await shop.cart()
    const ofWeb = await shop.payWithKlarna(web, PAYMENTS_PROVIDER)
    await shop.klarna.consumer(ofWeb.hpp_session_id, "approve")
    expect((await shop.placedOrder(web)).payment_status).toBe("authorized")
  })

  it("says cancelled when the phone cancels, and can be paid anew", async () => {
    shop.offer({ rules: [IN_STORE] })
    const cartId = await basket()
    const session = await pay(cartId, PAYMENTS_PROVIDER)
    await shop.klarna.consumer(session.hpp_session_id, "cancel")
    await eventually(async () => (await screen(session.session_id)).state === "cancelled", {
      what: "a screen that says cancelled",
    })
    const next = await pay(cartId, PAYMENTS_PROVIDER)
    expect(next.hpp_session_id).not.toBe(session.hpp_session_id)
    await shop.klarna.consumer(next.hpp_session_id, "approve")
    expect((await shop.placedOrder(cartId)).payment_status).not.toBe("not_paid")
  })

  it("is nothing that another storefront can be", async () => {
    const { demo } = shop
    const cart = { region_id: demo.regions.se, items: [] }
    const foreign = await shop.api.post(
      "/store/carts",
      { ...cart, sales_channel_id: demo.kiosk.sales_channel_id },
      shop.store()
    )
    expect(foreign.status).toBe(400)
    const { cart: nameless } = await shop.post("/store/carts", {
      region_id: demo.regions.se,
      shipping_address: { country_code: "se" },
      items: [{ variant_id: demo.variants["LAMP-SKYMNING-FOREST"], quantity: 1 }],
    })
    await shop.post(`/store/carts/${nameless.id}/shipping-methods`, {
      option_id: demo.shipping_options.se?.free,
    })
    const unknown = await shop.tryPayWithKlarna(nameless.id)
    expect([unknown.status, unknown.data.code]).toEqual([400, "email_missing"])
    const cartId = await shop.cart()
    // What a browser writes into its request decides nothing.
    const session = await shop.tryPayWithKlarna(cartId, {
      data: { channel: "in_store", klarna_channel: "in_store" },
    })
    expect(session.status).toBe(200)
    expect((await lastRequest("/checkout/v3/orders")).options.acquiring_channel).toBe("ECOMMERCE")
    expect((await shop.purchasesOf(cartId))[0]).toMatchObject({ channel: "ecommerce" })
    const { merchant_urls } = await lastRequest("/hpp/v1/sessions")
    expect(merchant_urls.back).toEqual(expect.stringContaining("/back"))
  })

  it("took the cart of another storefront, which moved it into the kiosk's sales channel", async () => {
    const cartId = await shop.cart()
    const sales_channel_id = shop.demo.kiosk.sales_channel_id
    const moved = await shop.api.post(`/store/carts/${cartId}`, { sales_channel_id }, shop.store())
    expect([moved.status, moved.data.message]).toEqual([400, expect.stringContaining("sales_channel_id")])
    const { cart } = (await shop.api.get(`/store/carts/${cartId}`, shop.store())).data
    expect(cart.sales_channel_id).toBe(shop.demo.sales_channel_id)
    const own = await shop.api.post(`/store/carts/${await basket()}`, { sales_channel_id }, kiosk())
    expect([own.status, own.data.cart.sales_channel_id]).toEqual([200, sales_channel_id])
  })

  describe("Klarna's distribution module, which staff open for a link", () => {
    const open = (id: string) =>
      shop.api.post(`/admin/klarna/sessions/${id}/distribution-module`, {}, shop.admin())

    async function linkInStore() {
      const { id } = await paymentLinks(shop).draft()
      return paymentLinks(shop).link(id, undefined, "in_store")
    }

    it("leads to Klarna's own page for that link, and stands in no other answer", async () => {
      const link = await linkInStore()
      const { status, data } = await open(link.id)
      expect(status).toBe(200)
      const { url, expires_at } = data.distribution_module
      expect(new Date(expires_at).getTime()).toBeGreaterThan(0)
      expect(Object.fromEntries(new URL(url).searchParams)).toEqual({ profile_id: "shop", view_id: "seller" })
      const shown = await fetch(url)
      expect([shown.status, await shown.text()]).toEqual([
        200,
        expect.stringContaining('data-status="WAITING"'),
      ])
      const again = await shop.api.get(`/admin/klarna/sessions/${link.id}`, shop.admin())
      expect(JSON.stringify(again.data)).not.toContain(new URL(url).pathname)
      expect(again.data.session.has_distribution_module).toBe(true)
    })

    it("is not opened for a link that is over, nor by anybody but staff", async () => {
      const link = await linkInStore()
      await shop.api.post(`/admin/klarna/sessions/${link.id}/disable`, {}, shop.admin())
      const over = await open(link.id)
      expect([over.status, over.data.code]).toEqual([400, "link_over"])
      const { session } = (await shop.api.get(`/admin/klarna/sessions/${link.id}`, shop.admin())).data
      expect(session.has_distribution_module).toBe(false)
      const stranger = await shop.api.post(
        `/admin/klarna/sessions/${link.id}/distribution-module`,
        {},
        shop.store()
      )
      expect(stranger.status).toBe(401)
    })

    it("says which option to set where the account has none", async () => {
      const link = await linkInStore()
      const { config } = shop.container().resolve("klarna") as any
      const [account] = config.accounts
      const { distributionModule } = account
      try {
        delete account.distributionModule
        const off = await open(link.id)
        expect([off.status, off.data.code]).toEqual([400, "distribution_module_off"])
        expect(off.data.message).toContain("accounts[].distributionModule")
      } finally {
        account.distributionModule = distributionModule
      }
    })
  })
})
