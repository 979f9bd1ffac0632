import { Modules } from "@medusajs/framework/utils"
import { ADDRESSES } from "../support/addresses"
import { eventually } from "../support/eventually"
import { sessionOf, withKlarnaShop } from "../support/klarna-shop"
import {
  bought,
  checkout,
  choose,
  klarnaOrderOf,
  pagePlaces,
  pageThenPlace,
  widget,
  type Way,
} from "../support/ways"

jest.setTimeout(120_000)

withKlarnaShop((shop) => {
  const journey = () => shop.klarna.journey()
  const count = async (call: string) => (await journey()).filter((made) => made === call).length

  const addItem = (cartId: string, sku = "BULB-GLOD-1") =>
    shop.post(`/store/carts/${cartId}/line-items`, { variant_id: shop.demo.variants[sku], quantity: 1 })

  /** Medusa deletes our session for it. */
  const chooseAnotherMethod = async (cartId: string) =>
    shop.post(`/store/payment-collections/${await shop.collectionOf(cartId)}/payment-sessions`, {
      provider_id: "pp_system_default",
    })

  describe("a cart that changes", () => {
    it.each([checkout, pagePlaces, widget])(
      "makes one update of a changed cart and no call for an unchanged one ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const first = await choose(shop, way, cartId)
        const opening = opened(way)
        const again = await choose(shop, way, cartId)
        expect(await journey()).toEqual(opening)
        expect(again.hpp_session_id).toBe(first.hpp_session_id)
        expect(again.client_token).toBe(first.client_token)

        await addItem(cartId)
        const changed = await choose(shop, way, cartId)
        expect(changed.klarna_order_id).toBe(first.klarna_order_id)
        expect(changed.redirect_url).toBe(first.redirect_url)
        expect(changed.client_token).toBe(first.client_token)
        expect(await journey()).toEqual([...opening, way.update])

        await way.agree(shop, changed)
        const { order, klarnaOrderId } = await bought(shop, cartId)
        expect((await shop.klarna.order(klarnaOrderId)).order_amount).toBe(Math.round(order.total * 100))
      }
    )

    it.each([checkout, pageThenPlace])(
      "replaces the page that is open while the cart changes, and never leaves two that can be paid ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const first = await choose(shop, way, cartId)
        await shop.klarna.consumer(first.hpp_session_id, "open")
        await eventually(async () => (await shop.readSession(first.session_id)).state === "in_progress")
        await addItem(cartId)
        const second = await choose(shop, way, cartId)
        expect(second.hpp_session_id).not.toBe(first.hpp_session_id)
        expect(second.klarna_order_id).toBe(first.klarna_order_id)
        await expect(way.agree(shop, first)).rejects.toThrow()
        await way.agree(shop, second)
        await shop.placedOrder(cartId)
      }
    )

    it.each([checkout, widget])("sends lines on that change while the total stays ($title)", async (way) => {
      const cartId = await shop.cart({ "BOOKEND-LEAF": 1 })
      await choose(shop, way, cartId)
      const { cart } = (await shop.api.get(`/store/carts/${cartId}?fields=*items`, shop.store())).data
      // Same price, another colour: Medusa keeps the payment session and tells nobody.
      const leaf = cart.items[0]
      await shop.post(`/store/carts/${cartId}/line-items`, {
        variant_id: shop.demo.variants["BOOKEND-INK"],
        quantity: 1,
      })
      await shop.api.delete(`/store/carts/${cartId}/line-items/${leaf.id}`, shop.store())
      const current = await choose(shop, way, cartId)
      await way.agree(shop, current)
      const { klarnaOrderId } = await bought(shop, cartId)
      expect(await shop.purchasesOf(cartId)).toHaveLength(1)
      const { order_lines } = (await shop.klarna.order(klarnaOrderId)) as unknown as {
        order_lines: { reference: string }[]
      }
      expect(order_lines.map(({ reference }) => reference)).toContain("BOOKEND-INK")
    })

    // The widget's session holds nobody's address: the shop's page gives it when the buyer agrees.
    it.each([checkout, pagePlaces])(
      "sends a changed address on without a new session ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
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
        await eventually(async () => (await count(way.update)) === 1, { what: "the update" })
        expect((await choose(shop, way, cartId)).hpp_session_id).toBe(session.hpp_session_id)
      }
    )

    it.each([checkout, widget])(
      "opens one session for a double click and for two tabs ($title)",
      async (way) => {
        const cartId = await shop.cart()
        shop.offer(way.policy)
        const collectionId = await shop.collectionOf(cartId)
        const click = () =>
          shop.api.post(
            `/store/payment-collections/${collectionId}/payment-sessions`,
            { provider_id: way.provider },
            shop.store()
          )
        const answers = await Promise.all([click(), click(), click()])
        // An answer may show the next click's session, which Medusa has made but our provider has not filled yet.
        const doors = answers
          .filter(({ status }) => status === 200)
          .map(
            ({ data }) =>
              sessionOf(data, way.provider).data as { redirect_url?: string; client_token?: string }
          )
          .flatMap(({ redirect_url, client_token }) => redirect_url ?? client_token ?? [])
        expect(doors.length).toBeGreaterThan(0)
        expect(new Set(doors).size).toBe(1)
        expect(await journey()).toEqual(opened(way))
      }
    )

    it("that moves to a country with another way to pay is paid there, and the old page is dead", async () => {
      shop.offer({ rules: [{ country: "DE", presentation: "widget" }] })
      const cartId = await shop.cart()
      const swedish = await shop.payWithKlarna(cartId, pagePlaces.provider)
      // Medusa empties the address of a cart that moves, whatever comes with it.
      await shop.post(`/store/carts/${cartId}`, { region_id: shop.demo.regions.de })
      await shop.post(`/store/carts/${cartId}`, {
        shipping_address: ADDRESSES.de,
        billing_address: ADDRESSES.de,
      })
      await shop.post(`/store/carts/${cartId}/shipping-methods`, {
        option_id: shop.demo.shipping_options.de?.paid,
      })
      const german = await shop.payWithKlarna(cartId, widget.provider)
      expect(german.client_token).toBeDefined()
      await expect(pagePlaces.agree(shop, swedish)).rejects.toThrow()
      await widget.agree(shop, german)
      const { order, klarnaOrderId } = await bought(shop, cartId)
      expect(await shop.klarna.order(klarnaOrderId)).toMatchObject({
        purchase_currency: "EUR",
        order_amount: Math.round(order.total * 100),
      })
    })
  })

  /** What choosing a way costs. */
  const opened = ({ journey }: Way) =>
    journey.filter((call) => /^POST \/(checkout|payments|hpp)\/v\d\/(orders|sessions)$/.test(call))

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

    // Klarna Checkout asks before, and its question is lost here; a page of Klarna Payments asks nobody.
    it.each([checkout, pagePlaces])(
      "gives the money back and raises the alarm when amounts differ at settlement ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await shop.klarna.fault({ match: { callback: "validation" }, times: 5, kind: "drop" })
        await shop.klarna.consumer(session.hpp_session_id, "open")
        await addItem(cartId)
        await way.agree(shop, session)
        const klarnaOrderId = await eventually(() => klarnaOrderOf(shop, cartId), { what: "Klarna's order" })
        await eventually(async () => (await shop.klarna.order(klarnaOrderId)).status === "CANCELLED", {
          what: "the cancelled authorization",
        })
        const [alarm] = shop.told("klarna.payment.mismatched")
        expect(alarm?.data).toMatchObject({ reason: "amounts_differ", klarna_order_id: klarnaOrderId })
        expect(await shop.orderOf(cartId)).toBeUndefined()

        // And the cart can be paid anew, as it is now.
        const again = await choose(shop, way, cartId)
        await way.agree(shop, again)
        const paid = await bought(shop, cartId)
        expect(paid.klarnaOrderId).not.toBe(klarnaOrderId)
      }
    )

    it("places nothing for a cart that changed while its page was open, and holds no money", async () => {
      const cartId = await shop.cart()
      const session = await choose(shop, pageThenPlace, cartId)
      await shop.klarna.consumer(session.hpp_session_id, "open")
      await addItem(cartId)
      const { redirect_to } = await pageThenPlace.agree(shop, session)
      const answer = await fetch(redirect_to as string, { redirect: "manual" })
      expect(answer.headers.get("location")).toContain("klarna=declined")
      expect(await count("DELETE /payments/v1/authorizations/:id")).toBe(1)
      expect(await count("POST /payments/v1/authorizations/:id/order")).toBe(0)
      expect(shop.told("klarna.payment.mismatched")).toEqual([])

      await pageThenPlace.agree(shop, await choose(shop, pageThenPlace, cartId))
      await bought(shop, cartId)
    })

    it.each([checkout, pagePlaces])(
      "loses nothing when the session of a paid cart was deleted before the payment arrived ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await shop.klarna.fault({ match: { callback: "status_update" }, times: 10, kind: "drop" })
        await way.agree(shop, session)
        // Another method is chosen in a second tab: Medusa deletes our session.
        await chooseAnotherMethod(cartId)
        await shop.klarna.advance(60_000)
        await shop.runJob("sync-due-klarna-purchases")
        const order = await shop.placedOrder(cartId)
        expect(order.payment_status).toBe("authorized")
        expect((await shop.klarna.order(await klarnaOrderOf(shop, cartId))).status).toBe("AUTHORIZED")
      }
    )

    it("gives an authorization back whose buyer has chosen another method since, and places nothing", async () => {
      for (const callback of ["status_update", "authorization"]) {
        await shop.klarna.fault({ match: { callback }, kind: "drop" })
      }
      const cartId = await shop.cart()
      const session = await choose(shop, pageThenPlace, cartId)
      await pageThenPlace.agree(shop, session)
      await chooseAnotherMethod(cartId)
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await eventually(async () => (await count("DELETE /payments/v1/authorizations/:id")) === 1, {
        what: "the authorization given back",
      })
      expect((await shop.complete(cartId)).data.type).toBe("order")
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      expect(await count("POST /payments/v1/authorizations/:id/order")).toBe(0)
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    })

    it.each([checkout, widget])(
      "refuses to replace the session of an authorized payment ($title)",
      async (way) => {
        const cartId = await shop.cart()
        await way.agree(shop, await choose(shop, way, cartId))
        const { order, klarnaOrderId } = await bought(shop, cartId)
        const answer = await shop.api.post(
          `/store/payment-collections/${order.payment_collections[0].id}/payment-sessions`,
          { provider_id: way.provider },
          shop.store()
        )
        expect(answer.status).toBe(409)
        expect(answer.data.code).toBe("payment_authorized")
        expect((await shop.orderOf(cartId))?.payment_status).toBe("authorized")
        expect((await shop.klarna.order(klarnaOrderId)).status).toBe("AUTHORIZED")
      }
    )

    it.each([checkout, pageThenPlace])(
      "can be paid anew after Medusa failed to complete it and voided the payment ($title)",
      async (way) => {
        await silence()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, { close_window: true })
        await placedAtKlarna(way, cartId)
        const payments = shop.container().resolve(Modules.PAYMENT)
        const payment = await payments.authorizePaymentSession(session.session_id, {})
        await payments.cancelPayment(payment?.id ?? "")
        const first = await klarnaOrderOf(shop, cartId)
        expect((await shop.klarna.order(first)).status).toBe("CANCELLED")
        await shop.klarna.advance(60_000)
        await shop.runJob("sync-due-klarna-purchases")

        await shop.klarna.settings({ skip_status_update: false, skip_push: false })
        await shop.klarna.clearFaults()
        await way.agree(shop, await choose(shop, way, cartId))
        const { order, klarnaOrderId } = await bought(shop, cartId)
        expect(klarnaOrderId).not.toBe(first)
        expect(order.payment_status).toBe("authorized")
      }
    )

    it.each([checkout, pageThenPlace])(
      "finishes an order that was rolled back after its payment had been made ($title)",
      async (way) => {
        await silence()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, { close_window: true })
        await placedAtKlarna(way, cartId)
        await shop.container().resolve(Modules.PAYMENT).authorizePaymentSession(session.session_id, {})
        await shop.klarna.advance(60_000)
        await shop.runJob("sync-due-klarna-purchases")
        const { order } = await bought(shop, cartId)
        expect(order.payment_status).toBe("authorized")
      }
    )

    const silence = async () => {
      await shop.klarna.settings({ skip_status_update: true, skip_push: true })
      await shop.klarna.fault({ match: { callback: "authorization" }, kind: "drop" })
    }

    /** Where the order is ours to place, only that: Medusa has not begun. */
    async function placedAtKlarna(way: Way, cartId: string): Promise<void> {
      if (way === checkout) return
      const klarna = shop.container().resolve("klarna") as {
        readPurchase: (id: string) => Promise<unknown>
        placeOrder: (id: string) => Promise<unknown>
      }
      const [purchase] = await shop.purchasesOf(cartId)
      await klarna.readPurchase(purchase?.id)
      expect(await klarna.placeOrder(purchase?.id)).toEqual({ result: "placed" })
    }

    it("cancels at Klarna what was paid there after another method had paid the order", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "open")
      await shop.klarna.settings({ completes_although_disabled: true })
      await shop.klarna.fault({ match: { callback: "validation" }, times: 5, kind: "drop" })
      await chooseAnotherMethod(cartId)
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

    it.each([checkout, pagePlaces])(
      "disables the page that the buyer left for another method ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await chooseAnotherMethod(cartId)
        await shop.complete(cartId)
        await eventually(async () => (await count("DELETE /hpp/v1/sessions/:id")) === 1, {
          what: "the disabled page",
        })
        await expect(way.agree(shop, session)).rejects.toThrow()
      }
    )

    it("cancels at Klarna what its page placed although it was disabled, after another method had paid", async () => {
      const cartId = await shop.cart()
      const session = await choose(shop, pagePlaces, cartId)
      await shop.klarna.consumer(session.hpp_session_id, "open")
      await shop.klarna.settings({ completes_although_disabled: true })
      await chooseAnotherMethod(cartId)
      expect((await shop.complete(cartId)).data.type).toBe("order")
      await eventually(async () => (await count("DELETE /hpp/v1/sessions/:id")) === 1, {
        what: "the disabled page",
      })
      await pagePlaces.agree(shop, session)
      await shop.klarna.advance(3_600_000)
      await shop.runJob("sync-due-klarna-purchases")
      const klarnaOrderId = await eventually(() => klarnaOrderOf(shop, cartId), { what: "Klarna's order" })
      await eventually(async () => (await shop.klarna.order(klarnaOrderId)).status === "CANCELLED", {
        what: "the cancelled authorization",
      })
      expect(shop.told("klarna.payment.mismatched")).toHaveLength(1)
    })
  })
})
