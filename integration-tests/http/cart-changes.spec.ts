import { Modules } from "@medusajs/framework/utils"
import { eventually } from "../support/eventually"
import { PROVIDER, sessionOf, withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(120_000)

withKlarnaShop((shop) => {
  const journey = () => shop.klarna.journey()
  const count = async (call: string) => (await journey()).filter((made) => made === call).length

  const addItem = (cartId: string, sku = "BULB-GLOD-1") =>
    shop.post(`/store/carts/${cartId}/line-items`, { variant_id: shop.demo.variants[sku], quantity: 1 })

  describe("a cart that changes", () => {
    it("makes one update of a changed cart and no call for an unchanged one", async () => {
      const cartId = await shop.cart()
      const first = await shop.payWithKlarna(cartId)
      const again = await shop.payWithKlarna(cartId)
      expect(await journey()).toEqual(["POST /checkout/v3/orders", "POST /hpp/v1/sessions"])
      expect(again.hpp_session_id).toBe(first.hpp_session_id)

      await addItem(cartId)
      const changed = await shop.payWithKlarna(cartId)
      expect(changed.klarna_order_id).toBe(first.klarna_order_id)
      expect(changed.redirect_url).toBe(first.redirect_url)
      expect(await journey()).toEqual([
        "POST /checkout/v3/orders",
        "POST /hpp/v1/sessions",
        "POST /checkout/v3/orders/:id",
      ])

      await shop.klarna.consumer(changed.hpp_session_id, "approve")
      const order = await shop.placedOrder(cartId)
      expect((await shop.klarna.order(changed.klarna_order_id)).order_amount).toBe(
        Math.round(order.total * 100)
      )
    })

    it("replaces the page that is open while the cart changes, and never leaves two that can be paid", async () => {
      const cartId = await shop.cart()
      const first = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(first.hpp_session_id, "open")
      await eventually(async () => {
        const { data } = await shop.api.get(`/store/klarna/sessions/${first.session_id}`, shop.store())
        return data.session.state === "in_progress"
      })
      await addItem(cartId)
      const second = await shop.payWithKlarna(cartId)
      expect(second.hpp_session_id).not.toBe(first.hpp_session_id)
      expect(second.klarna_order_id).toBe(first.klarna_order_id)
      await expect(shop.klarna.consumer(first.hpp_session_id, "approve")).rejects.toThrow()
      await shop.klarna.consumer(second.hpp_session_id, "approve")
      await shop.placedOrder(cartId)
    })

    it("sends lines on that change while the total stays", async () => {
      const cartId = await shop.cart({ "BOOKEND-LEAF": 1 })
      const session = await shop.payWithKlarna(cartId)
      const { cart } = (await shop.api.get(`/store/carts/${cartId}?fields=*items`, shop.store())).data
      // Same price, another colour: Medusa keeps the payment session and tells nobody.
      const leaf = cart.items[0]
      await shop.post(`/store/carts/${cartId}/line-items`, {
        variant_id: shop.demo.variants["BOOKEND-INK"],
        quantity: 1,
      })
      await shop.api.delete(`/store/carts/${cartId}/line-items/${leaf.id}`, shop.store())
      const current = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(current.hpp_session_id, "approve")
      await shop.placedOrder(cartId)
      expect(current.klarna_order_id).toBe(session.klarna_order_id)
      const { order_lines } = (await shop.klarna.order(session.klarna_order_id)) as unknown as {
        order_lines: { reference: string }[]
      }
      expect(order_lines.map(({ reference }) => reference)).toContain("BOOKEND-INK")
    })

    it("sends a changed address on without a new session", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.post(`/store/carts/${cartId}`, {
        shipping_address: {
          first_name: "Alva",
          last_name: "Lind",
          address_1: "Nygatan 2",
          postal_code: "11122",
          city: "Stockholm",
          country_code: "se",
        },
      })
      await eventually(async () => (await count("POST /checkout/v3/orders/:id")) === 1, {
        what: "the update",
      })
      expect((await shop.payWithKlarna(cartId)).hpp_session_id).toBe(session.hpp_session_id)
    })

    it("opens one page for a double click and for two tabs", async () => {
      const cartId = await shop.cart()
      const collectionId = await shop.collectionOf(cartId)
      const click = () =>
        shop.api.post(
          `/store/payment-collections/${collectionId}/payment-sessions`,
          { provider_id: PROVIDER },
          shop.store()
        )
      const answers = await Promise.all([click(), click(), click()])
      // An answer may show the next click's session, which Medusa has made but our provider has not filled yet.
      const pages = answers
        .filter(({ status }) => status === 200)
        .flatMap(({ data }) => (sessionOf(data).data as { redirect_url?: string }).redirect_url ?? [])
      expect(pages.length).toBeGreaterThan(0)
      expect(new Set(pages).size).toBe(1)
      expect(await count("POST /checkout/v3/orders")).toBe(1)
      expect(await count("POST /hpp/v1/sessions")).toBe(1)
    })
  })

  describe("a payment that the shop no longer expects", () => {
    it("refuses on Klarna's page, in the buyer's words, to pay a cart that changed meanwhile", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "open")
      await addItem(cartId)
      const { denied, redirect_to } = await shop.klarna.consumer(session.hpp_session_id, "approve")
      expect(redirect_to).toBeNull()
      expect(denied).toMatch(/varukorg/)
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })

    it("refuses what has sold out meanwhile", async () => {
      const first = await shop.cart({ "LAMP-SKYMNING-AMBER": 3 })
      const second = await shop.cart({ "LAMP-SKYMNING-AMBER": 1 })
      const [one, two] = [await shop.payWithKlarna(first), await shop.payWithKlarna(second)]
      await shop.klarna.consumer(one.hpp_session_id, "approve")
      await shop.placedOrder(first)
      const { denied } = await shop.klarna.consumer(two.hpp_session_id, "approve")
      expect(denied).toMatch(/slut/)
    })

    it("refuses another country on Klarna's page, because tax and delivery would change", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const { denied } = await shop.klarna.consumer(session.hpp_session_id, "approve", {
        address: { country: "NO", postal_code: "0155", city: "Oslo" },
      })
      expect(denied).toMatch(/Landet/)
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })

    it("refuses on Klarna's page to pay a cart that was emptied", async () => {
      const cartId = await shop.cart({ "BULB-GLOD-1": 1 })
      const session = await shop.payWithKlarna(cartId)
      const { cart } = (await shop.api.get(`/store/carts/${cartId}?fields=*items`, shop.store())).data
      await shop.klarna.consumer(session.hpp_session_id, "open")
      await shop.api.delete(`/store/carts/${cartId}/line-items/${cart.items[0].id}`, shop.store())
      const { denied } = await shop.klarna.consumer(session.hpp_session_id, "approve")
      expect(denied).toMatch(/varukorg/)
      expect((await shop.klarna.calls()).some(({ path }) => path.includes("ordermanagement"))).toBe(false)
    })

    it("gives back what was paid for another country when our answer to Klarna's question was lost", async () => {
      await shop.klarna.fault({ match: { callback: "validation" }, times: 5, kind: "drop" })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", {
        address: { country: "NO", postal_code: "0155", city: "Oslo" },
      })
      await eventually(
        async () => (await shop.klarna.order(session.klarna_order_id)).status === "CANCELLED",
        {
          what: "the cancelled authorization",
        }
      )
      expect(await shop.orderOf(cartId)).toBeUndefined()
      expect(shop.told("klarna.payment.mismatched")).toHaveLength(1)
    })

    it("sends the goods where the buyer said on Klarna's page, also when the storefront completes the cart", async () => {
      await shop.klarna.fault({ match: { callback: "status_update" }, times: 10, kind: "drop" })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", {
        close_window: true,
        address: { street_address: "Nygatan 99" },
      })
      await eventually(async () => (await shop.complete(cartId)).data.type === "order", { what: "the order" })
      const order = await shop.placedOrder(cartId)
      const { shipping_address } = (
        await shop.api.get(`/admin/orders/${order.id}?fields=*shipping_address`, shop.admin())
      ).data.order
      expect(shipping_address.address_1).toBe("Nygatan 99")
    })

    it("gives the money back and raises the alarm when amounts differ at settlement", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.fault({ match: { callback: "validation" }, times: 5, kind: "drop" })
      await shop.klarna.consumer(session.hpp_session_id, "open")
      await addItem(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await eventually(
        async () => (await shop.klarna.order(session.klarna_order_id)).status === "CANCELLED",
        {
          what: "the cancelled authorization",
        }
      )
      const [alarm] = shop.told("klarna.payment.mismatched")
      expect(alarm?.data).toMatchObject({
        reason: "amounts_differ",
        klarna_order_id: session.klarna_order_id,
      })
      expect(await shop.orderOf(cartId)).toBeUndefined()

      // And the cart can be paid anew, as it is now.
      const again = await shop.payWithKlarna(cartId)
      expect(again.klarna_order_id).not.toBe(session.klarna_order_id)
      await shop.klarna.consumer(again.hpp_session_id, "approve")
      await shop.placedOrder(cartId)
    })

    it("loses nothing when the session of a paid cart was deleted before the payment arrived", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.fault({ match: { callback: "status_update" }, times: 10, kind: "drop" })
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      // Another method is chosen in a second tab: Medusa deletes our session.
      const collectionId = await shop.collectionOf(cartId)
      await shop.api.post(
        `/store/payment-collections/${collectionId}/payment-sessions`,
        { provider_id: "pp_system_default" },
        shop.store()
      )
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      const order = await shop.placedOrder(cartId)
      expect(order.payment_status).toBe("authorized")
      expect((await shop.klarna.order(session.klarna_order_id)).status).toBe("AUTHORIZED")
    })

    it("refuses to replace the session of an authorized payment", async () => {
      const { cartId, session, order } = await shop.purchase()
      const collectionId = order.payment_collections[0].id
      const answer = await shop.api.post(
        `/store/payment-collections/${collectionId}/payment-sessions`,
        { provider_id: PROVIDER },
        shop.store()
      )
      expect(answer.status).toBe(409)
      expect(answer.data.code).toBe("payment_authorized")
      expect((await shop.orderOf(cartId))?.payment_status).toBe("authorized")
      expect((await shop.klarna.order(session.klarna_order_id)).status).toBe("AUTHORIZED")
    })

    it("can be paid anew after Medusa failed to complete it and voided the payment", async () => {
      await shop.klarna.settings({ skip_status_update: true, skip_push: true })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      const payments = shop.container().resolve(Modules.PAYMENT)
      const payment = await payments.authorizePaymentSession(session.session_id, {})
      await payments.cancelPayment(payment?.id ?? "")
      expect((await shop.klarna.order(session.klarna_order_id)).status).toBe("CANCELLED")
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")

      await shop.klarna.settings({ skip_status_update: false, skip_push: false })
      const again = await shop.payWithKlarna(cartId)
      expect(again.klarna_order_id).not.toBe(session.klarna_order_id)
      await shop.klarna.consumer(again.hpp_session_id, "approve")
      const order = await shop.placedOrder(cartId)
      expect(order.payment_status).toBe("authorized")
    })

    it("finishes an order that was rolled back after its payment had been made", async () => {
      await shop.klarna.settings({ skip_status_update: true, skip_push: true })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      await shop.container().resolve(Modules.PAYMENT).authorizePaymentSession(session.session_id, {})
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      expect((await shop.placedOrder(cartId)).payment_status).toBe("authorized")
      await shop.settledAtKlarna(session.klarna_order_id)
    })

    it("cancels at Klarna what was paid there after another method had paid the order", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "open")
      await shop.klarna.settings({ completes_although_disabled: true })
      await shop.klarna.fault({ match: { callback: "validation" }, times: 5, kind: "drop" })
      const collectionId = await shop.collectionOf(cartId)
      await shop.api.post(
        `/store/payment-collections/${collectionId}/payment-sessions`,
        { provider_id: "pp_system_default" },
        shop.store()
      )
      // The abort is lost as well, as if the purchase had been in flight before it.
      await shop.klarna.fault({
        match: { method: "POST", path: "/abort$" },
        times: 10,
        kind: "status",
        status: 503,
      })
      expect((await shop.complete(cartId)).data.type).toBe("order")
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await eventually(
        async () => (await shop.klarna.order(session.klarna_order_id)).status === "CANCELLED",
        {
          what: "the cancelled authorization",
        }
      )
      expect(shop.told("klarna.payment.mismatched")[0]?.data).toMatchObject({ reason: "other_payment" })
    })

    it("disables the page that the buyer left for another method", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const collectionId = await shop.collectionOf(cartId)
      await shop.api.post(
        `/store/payment-collections/${collectionId}/payment-sessions`,
        { provider_id: "pp_system_default" },
        shop.store()
      )
      await shop.complete(cartId)
      await eventually(async () => (await count("DELETE /hpp/v1/sessions/:id")) === 1, {
        what: "the disabled page",
      })
      await expect(shop.klarna.consumer(session.hpp_session_id, "approve")).rejects.toThrow()
    })
  })
})
