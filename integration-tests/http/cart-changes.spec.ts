import { Modules } from "@medusajs/framework/utils"
import type { KlarnaModuleService } from "../../src/modules/klarna"
import { ADDRESSES, type Country } from "../support/addresses"
import { eventually } from "../support/eventually"
import { sessionOf, withKlarnaShop } from "../support/klarna-shop"
import {
  ALL_WAYS,
  bought,
  buy,
  checkout,
  choose,
  klarnaOrderOf,
  ON_PAGE,
  paidStatus,
  PLACED_BY_KLARNA,
  PLACED_BY_US,
  PUSHED,
  widget,
  type Agreed,
  type Way,
} from "../support/ways"

jest.setTimeout(240_000)

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
    it.each(ALL_WAYS)(
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

    it.each(ON_PAGE)(
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

    it.each(ALL_WAYS)("sends lines on that change while the total stays ($title)", async (way) => {
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
    it.each(ON_PAGE)("sends a changed address on without a new session ($title)", async (way) => {
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
    })

    it.each(ALL_WAYS)("opens one session for a double click and for two tabs ($title)", async (way) => {
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
          ({ data }) => sessionOf(data, way.provider).data as { redirect_url?: string; client_token?: string }
        )
        .flatMap(({ redirect_url, client_token }) => redirect_url ?? client_token ?? [])
      expect(doors.length).toBeGreaterThan(0)
      expect(new Set(doors).size).toBe(1)
      expect(await journey()).toEqual(opened(way))
    })

    it.each(ON_PAGE)(
      "that moves to a country with another way to pay is paid there, and the old page is dead ($title)",
      async (way) => {
        shop.offer({ ...way.policy, rules: [{ country: "DE", presentation: "widget" }] })
        const cartId = await shop.cart()
        const swedish = await shop.payWithKlarna(cartId, way.provider)
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
        // Klarna Checkout's page is another provider's: it stays, and Klarna asks the shop.
        if (way.asked === "on_the_page") expect((await way.agree(shop, swedish)).denied).toMatch(/varukorg/)
        else await expect(way.agree(shop, swedish)).rejects.toThrow()
        await widget.agree(shop, german)
        const { order, klarnaOrderId } = await bought(shop, cartId)
        expect(await shop.klarna.order(klarnaOrderId)).toMatchObject({
          purchase_currency: "EUR",
          order_amount: Math.round(order.total * 100),
        })
      }
    )
  })

  /** What choosing a way costs. */
  const opened = ({ journey }: Way) =>
    journey.filter((call) => /^POST \/(checkout|payments|hpp)\/v\d\/(orders|sessions)$/.test(call))

  const empty = async (cartId: string) => {
    const { cart } = (await shop.api.get(`/store/carts/${cartId}?fields=*items`, shop.store())).data
    for (const { id } of cart.items) {
      await shop.api.delete(`/store/carts/${cartId}/line-items/${id}`, shop.store())
    }
  }

  const tellNobody = async () => {
    await shop.klarna.settings({ skip_status_update: true, skip_push: true })
    await shop.klarna.fault({ match: { callback: "authorization" }, kind: "drop" })
  }

  /** Nothing is held and nothing is kept of what was captured. */
  const isGivenBack = async (klarnaOrderId: string) => {
    const { status, order_amount, captured_amount, refunded_amount } = await shop.klarna.order(klarnaOrderId)
    return status === "CANCELLED" || (captured_amount === order_amount && refunded_amount === order_amount)
  }

  const givenBack = (klarnaOrderId: string) =>
    eventually(
      async () => {
        if (await isGivenBack(klarnaOrderId)) return true
        await shop.klarna.advance(5 * 60_000)
        await shop.runJob("sync-due-klarna-purchases")
        return false
      },
      { what: "the money given back" }
    )

  const PLACE = "POST /payments/v1/authorizations/:id/order"
  const GIVE_BACK = "DELETE /payments/v1/authorizations/:id"

  /** All that the widget needs: it knows nobody. */
  const GERMAN = {
    given_name: ADDRESSES.de.first_name,
    family_name: ADDRESSES.de.last_name,
    street_address: ADDRESSES.de.address_1,
    postal_code: ADDRESSES.de.postal_code,
    city: ADDRESSES.de.city,
    country: "DE",
    email: "de.buyer@example.com",
  }
  /** With the same currency: another one Klarna itself refuses. */
  const AUSTRIAN = { ...GERMAN, postal_code: "1010", city: "Wien", country: "AT" }

  describe("a payment that the shop no longer expects", () => {
    type Spoilt = {
      what: string
      items: Record<string, number>
      spoil?: (cartId: string) => Promise<unknown>
      country?: Country
      /** Given to Klarna, and what is given when the buyer is asked again. */
      address?: Record<string, unknown>
      corrected?: Record<string, unknown>
      words: RegExp
      /** Of the alarm, where Klarna asks nobody before it takes the money. Without: Medusa alone can refuse it then. */
      reason?: string
      /** The buyer can go on with the same cart. */
      payable: boolean
    }
    const SPOILT: Spoilt[] = [
      {
        what: "that changed meanwhile",
        items: { "LAMP-SKYMNING-FOREST": 1 },
        spoil: addItem,
        words: /varukorg/,
        reason: "amounts_differ",
        payable: true,
      },
      {
        what: "that was emptied",
        items: { "BULB-GLOD-1": 1 },
        spoil: empty,
        words: /varukorg/,
        reason: "amounts_differ",
        payable: false,
      },
      {
        what: "that has sold out",
        items: { "LAMP-SKYMNING-AMBER": 1 },
        spoil: () => buy(shop, checkout, { "LAMP-SKYMNING-AMBER": 3 }),
        words: /slut/,
        payable: false,
      },
      {
        what: "with another country, because tax and delivery would change",
        items: { "LAMP-SKYMNING-FOREST": 1 },
        country: "de",
        address: AUSTRIAN,
        corrected: GERMAN,
        words: /Das Land/,
        reason: "amounts_differ",
        payable: true,
      },
    ]

    const CASES = ALL_WAYS.flatMap((way) => SPOILT.map((spoilt) => ({ way, ...spoilt })))
    it.each(CASES.filter(({ way, reason }) => way.asked !== "never" || reason))(
      "is refused for a cart $what: no order, no money kept ($way.title)",
      async ({ way, items, country, spoil, address, corrected, words, reason, payable }) => {
        const cartId = await shop.cart(items, { country })
        const session = await choose(shop, way, cartId)
        if (way.onPage) await shop.klarna.consumer(session.hpp_session_id, "open")
        await spoil?.(cartId)
        const placedBefore = await count(PLACE)
        // Where the shop is asked, by the buyer's own way back: nobody has told it before.
        if (way.asked === "before_placing") await tellNobody()
        const agreed = await way.agree(shop, session, { address })

        if (way.asked === "on_the_page") {
          expect(agreed.redirect_to).toBeNull()
          expect(agreed.denied).toMatch(words)
          expect((await shop.purchasesOf(cartId))[0]?.klarna_status).toBe("checkout_incomplete")
        }
        if (way.asked === "before_placing") {
          await expectRefused(way, agreed, words)
          await eventually(async () => (await count(GIVE_BACK)) === 1, { what: "the approval given back" })
          expect(await count(PLACE)).toBe(placedBefore)
        }
        if (way.asked === "never") {
          const klarnaOrderId = await eventually(() => klarnaOrderOf(shop, cartId), {
            what: "Klarna's order",
          })
          await givenBack(klarnaOrderId)
        }
        const alarms = shop.told("klarna.payment.mismatched").map(({ data }) => data.reason)
        expect(alarms).toEqual(way.asked === "never" ? [reason] : [])
        expect(await shop.orderOf(cartId)).toBeUndefined()
        if (!payable) return

        await shop.klarna.settings({ skip_status_update: false, skip_push: false })
        await shop.klarna.clearFaults()
        const again = await choose(shop, way, cartId)
        await way.agree(shop, again, { address: corrected })
        expect((await bought(shop, cartId)).order.payment_status).toBe(paidStatus(way))
      }
    )

    /** The page's buyer comes to the page for refusals; the widget's page is told why. */
    async function expectRefused(way: Way, { redirect_to, answer }: Agreed, words: RegExp): Promise<void> {
      if (!way.onPage) {
        // A cart that Medusa knows to have changed has another session by now.
        if (answer?.data.code === "session_replaced") expect(answer.status).toBe(400)
        else expect([answer?.status, answer?.data.message]).toEqual([422, expect.stringMatching(words)])
        return
      }
      const back = await fetch(redirect_to as string, { redirect: "manual" })
      expect(back.headers.get("location")).toContain("klarna=declined")
    }

    it.each(ALL_WAYS.filter(({ asked }) => asked === "never"))(
      "is given back an hour after Medusa could not place it, because it had sold out ($title)",
      async (way) => {
        const cartId = await shop.cart({ "LAMP-SKYMNING-AMBER": 1 })
        const session = await choose(shop, way, cartId)
        await buy(shop, checkout, { "LAMP-SKYMNING-AMBER": 3 })
        await way.agree(shop, session)
        const purchase = await eventually(
          async () => (await shop.purchasesOf(cartId)).find(({ outcome }) => outcome === "completion_failed"),
          { what: "the order that cannot be placed" }
        )
        expect(purchase.last_error.operation).toBe("complete cart")
        // Not minute by minute: of many completions that fail, Medusa leaves one unfinished and its cart locked.
        await shop.klarna.advance(50 * 60_000)
        await shop.runJob("sync-due-klarna-purchases")
        expect(await isGivenBack(purchase.klarna_order_id)).toBe(false)

        await givenBack(purchase.klarna_order_id)
        const alarms = shop.told("klarna.payment.mismatched").map(({ data }) => data.reason)
        expect(alarms).toEqual(["completion_failed"])
        // A completion that was under way takes its order back.
        await eventually(async () => !(await shop.orderOf(cartId)), { what: "a cart without an order" })
        // Klarna's order says it before the purchase does.
        await eventually(
          async () => (await shop.purchasesOf(cartId))[0]?.outcome === "given_back:completion_failed",
          { what: "the purchase given back" }
        )
      }
    )

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

    it.each(ON_PAGE)(
      "sends the goods where the buyer said on Klarna's page, also when the storefront completes the cart ($title)",
      async (way) => {
        await tellNobody()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, {
          close_window: true,
          address: { street_address: "Nygatan 99" },
        })
        await eventually(async () => (await shop.complete(cartId)).data.type === "order", {
          what: "the order",
        })
        const order = await shop.placedOrder(cartId)
        const { shipping_address } = (
          await shop.api.get(`/admin/orders/${order.id}?fields=*shipping_address`, shop.admin())
        ).data.order
        expect(shipping_address.address_1).toBe("Nygatan 99")
      }
    )

    it("gives the money back and raises the alarm when amounts differ and Klarna's question was lost", async () => {
      const cartId = await shop.cart()
      const session = await choose(shop, checkout, cartId)
      await shop.klarna.fault({ match: { callback: "validation" }, times: 5, kind: "drop" })
      await shop.klarna.consumer(session.hpp_session_id, "open")
      await addItem(cartId)
      await checkout.agree(shop, session)
      await givenBack(session.klarna_order_id)
      const [alarm] = shop.told("klarna.payment.mismatched")
      expect(alarm?.data).toMatchObject({
        reason: "amounts_differ",
        klarna_order_id: session.klarna_order_id,
      })
      expect(await shop.orderOf(cartId)).toBeUndefined()

      // And the cart can be paid anew, as it is now.
      await checkout.agree(shop, await choose(shop, checkout, cartId))
      expect((await bought(shop, cartId)).klarnaOrderId).not.toBe(session.klarna_order_id)
    })

    it.each(PLACED_BY_KLARNA)(
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
        expect(order.payment_status).toBe(paidStatus(way))
        expect(await isGivenBack(await klarnaOrderOf(shop, cartId))).toBe(false)
      }
    )

    it.each(PLACED_BY_US)(
      "gives an authorization back whose buyer has chosen another method since, and places nothing ($title)",
      async (way) => {
        await tellNobody()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, { close_window: true })
        await chooseAnotherMethod(cartId)
        // Only now Klarna gets through with it.
        await shop.klarna.clearFaults()
        const told = (await shop.klarna.callbacks()).find(({ callback }) => callback === "authorization")
        await shop.klarna.replay(told?.id as string)
        await shop.klarna.advance(60_000)
        await shop.runJob("sync-due-klarna-purchases")
        await eventually(async () => (await count(GIVE_BACK)) === 1, { what: "the authorization given back" })
        expect((await shop.complete(cartId)).data.type).toBe("order")
        await shop.klarna.advance(60_000)
        await shop.runJob("sync-due-klarna-purchases")
        expect(await count(PLACE)).toBe(0)
        expect(shop.told("klarna.payment.mismatched")).toEqual([])
      }
    )

    it.each(ALL_WAYS)("refuses to replace the session of an authorized payment ($title)", async (way) => {
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
      expect((await shop.orderOf(cartId))?.payment_status).toBe(paidStatus(way))
      expect(await isGivenBack(klarnaOrderId)).toBe(false)
    })

    it.each(ALL_WAYS)(
      "can be paid anew after Medusa failed to complete it and voided the payment ($title)",
      async (way) => {
        await tellNobody()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        const agreed = await way.agree(shop, session, { close_window: true })
        await placedAtKlarna(way, cartId, agreed)
        const payments = shop.container().resolve(Modules.PAYMENT)
        const payment = await payments.authorizePaymentSession(session.session_id, {})
        await payments.cancelPayment(payment?.id ?? "")
        const first = await klarnaOrderOf(shop, cartId)
        await givenBack(first)
        await shop.klarna.advance(60_000)
        await shop.runJob("sync-due-klarna-purchases")

        await shop.klarna.settings({ skip_status_update: false, skip_push: false })
        await shop.klarna.clearFaults()
        await way.agree(shop, await choose(shop, way, cartId))
        const { order, klarnaOrderId } = await bought(shop, cartId)
        expect(klarnaOrderId).not.toBe(first)
        expect(order.payment_status).toBe(paidStatus(way))
      }
    )

    it.each(ALL_WAYS)(
      "finishes an order that was rolled back after its payment had been made ($title)",
      async (way) => {
        await tellNobody()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        const agreed = await way.agree(shop, session, { close_window: true })
        await placedAtKlarna(way, cartId, agreed)
        await shop.container().resolve(Modules.PAYMENT).authorizePaymentSession(session.session_id, {})
        await shop.klarna.advance(60_000)
        await shop.runJob("sync-due-klarna-purchases")
        const { order } = await bought(shop, cartId)
        expect(order.payment_status).toBe(paidStatus(way))
      }
    )

    /** Where the order is ours to place, only that: Medusa has not begun. */
    async function placedAtKlarna(way: Way, cartId: string, { authorization_token }: Agreed): Promise<void> {
      if (!PLACED_BY_US.includes(way)) return
      const klarna = shop.container().resolve<KlarnaModuleService>("klarna")
      const [purchase] = await shop.purchasesOf(cartId)
      if (authorization_token) await klarna.noteAuthorization(purchase?.id, authorization_token, "browser")
      else await klarna.readPurchase(purchase?.id)
      expect(await klarna.placeOrder(purchase?.id)).toEqual({ result: "placed" })
    }

    // What is ours to place is given back instead, as above. A disabled page does not name its order: without a push
    // nobody does, and staff are alarmed by `order_not_found` (`payments.spec.ts`).
    it.each(PUSHED)(
      "is given back at Klarna when its page took it although it was disabled, after another method had paid ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await shop.klarna.consumer(session.hpp_session_id, "open")
        await shop.klarna.settings({ completes_although_disabled: true })
        await shop.klarna.fault({ match: { callback: "validation" }, times: 5, kind: "drop" })
        // The abort is lost as well, as if the purchase had been in flight before it.
        await shop.klarna.fault({
          match: { method: "POST", path: "/abort$" },
          times: 10,
          kind: "status",
          status: 503,
        })
        await chooseAnotherMethod(cartId)
        expect((await shop.complete(cartId)).data.type).toBe("order")
        await eventually(async () => (await count("DELETE /hpp/v1/sessions/:id")) === 1, {
          what: "the disabled page",
        })
        await way.agree(shop, session)
        const klarnaOrderId = await eventually(
          async () => {
            await shop.klarna.advance(60 * 60_000)
            await shop.runJob("sync-due-klarna-purchases")
            return klarnaOrderOf(shop, cartId)
          },
          { what: "Klarna's order" }
        )
        await givenBack(klarnaOrderId)
        const reasons = shop.told("klarna.payment.mismatched").map(({ data }) => data.reason)
        expect(reasons).toEqual(["other_payment"])
      }
    )

    it.each(ON_PAGE)("disables the page that the buyer left for another method ($title)", async (way) => {
      const cartId = await shop.cart()
      const session = await choose(shop, way, cartId)
      await chooseAnotherMethod(cartId)
      await shop.complete(cartId)
      await eventually(async () => (await count("DELETE /hpp/v1/sessions/:id")) === 1, {
        what: "the disabled page",
      })
      await expect(way.agree(shop, session)).rejects.toThrow()
    })
  })
})
