import { ADDRESSES, type Country } from "../support/addresses"
import { eventually } from "../support/eventually"
import { paymentOf, withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(120_000)

withKlarnaShop((shop) => {
  describe("buying with Klarna on the hosted page", () => {
    it("turns the paid cart into an order that Klarna has acknowledged, with five calls", async () => {
      const { session, order, payment } = await shop.purchase({
        "LAMP-SKYMNING-FOREST": 2,
        "BOOK-OCTOBER-PB": 1,
      })
      const atKlarna = await shop.klarna.order(session.klarna_order_id)
      expect(order.payment_status).toBe("authorized")
      expect(atKlarna.order_amount).toBe(Math.round(order.total * 100))
      expect(atKlarna.merchant_reference1).toBe(String(order.display_id))
      expect(payment.data.klarna_order_id).toBe(session.klarna_order_id)
      expect(await shop.klarna.journey()).toEqual([
        "POST /checkout/v3/orders",
        "POST /hpp/v1/sessions",
        "GET /checkout/v3/orders/:id",
        "POST /ordermanagement/v1/orders/:id/acknowledge",
        "PATCH /ordermanagement/v1/orders/:id/merchant-references",
      ])
    })

    it.each<[Country, string[]]>([
      ["se", ["TEN", "HALFSHIP"]],
      ["de", ["TEN"]],
      ["gb", ["FIXED"]],
      ["no", ["FIXED", "HALFSHIP"]],
      ["us", ["TEN", "HALFSHIP"]],
    ])("sells to %s, with promotions %j, for what Medusa asks to the minor unit", async (country, kinds) => {
      const { promotions } = shop.demo
      const codes = kinds.map((kind) =>
        kind === "TEN"
          ? promotions.ten_percent_off_items
          : kind === "FIXED"
            ? (promotions.fixed_amount_off[country] as string)
            : promotions.half_price_shipping
      )
      const { session, order } = await shop.purchase(
        { "BULB-GLOD-1": 3, "BOOK-OCTOBER-PB": 2, "BOOKMARK-BIRCH": 1 },
        { country, promotions: codes }
      )
      const atKlarna = await shop.klarna.order(session.klarna_order_id)
      expect(atKlarna.order_amount).toBe(Math.round(Number((order.total * 100).toFixed(6))))
      expect(order.payment_status).toBe("authorized")
    })

    it("keeps secrets, tokens and the buyer out of the public session data", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const shown = JSON.stringify(session)
      expect(Object.keys(session).sort()).toEqual([
        "expires_at",
        "hpp_session_id",
        "klarna_order_id",
        "provider",
        "qr_code_url",
        "redirect_url",
        "session_id",
        "state",
      ])
      for (const secret of ["secret", "sandbox-secret", ADDRESSES.se.last_name, "buyer@example.com"]) {
        expect(shown).not.toContain(secret)
      }
    })

    it("ignores and drops what a caller puts into the session's data", async () => {
      const cartId = await shop.cart()
      const answer = await shop.tryPayWithKlarna(cartId, {
        data: {
          amount: 1,
          order_amount: 1,
          session_id: "payses_forged",
          redirect_url: "https://evil.example",
        },
      })
      expect(answer.status).toBe(200)
      const [session] = answer.data.payment_collection.payment_sessions
      expect(session.data.amount).toBeUndefined()
      expect(session.data.session_id).toBe(session.id)
      expect(session.data.redirect_url).toContain(shop.klarna.url)
    })

    it("brings the address, e-mail and phone given on Klarna's page to the order", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", {
        address: {
          given_name: "Berit",
          street_address: "Nygatan 9",
          phone: "+46709999999",
          email: "berit@example.com",
        },
      })
      await shop.placedOrder(cartId)
      const order = (await shop.orderOf(cartId)) as Record<string, any>
      const detail = (
        await shop.api.get(
          `/admin/orders/${order.id}?fields=email,*shipping_address,*billing_address`,
          shop.admin()
        )
      ).data.order
      expect(detail.email).toBe("berit@example.com")
      expect(detail.shipping_address).toMatchObject({
        first_name: "Berit",
        address_1: "Nygatan 9",
        phone: "+46709999999",
      })
      expect(order.payment_status).toBe("authorized")
    })
  })

  describe("coming back without having paid", () => {
    it("keeps the same page after back, and pays on it", async () => {
      const cartId = await shop.cart()
      const first = await shop.payWithKlarna(cartId)
      const left = await shop.klarna.consumer(first.hpp_session_id, "back")
      expect(left.redirect_to).toContain("/hooks/klarna/return/")
      await eventually(async () => shop.told("klarna.session.went_back").length === 1, { what: "the event" })

      const again = await shop.payWithKlarna(cartId)
      expect(again.redirect_url).toBe(first.redirect_url)
      await shop.klarna.consumer(again.hpp_session_id, "approve")
      await shop.placedOrder(cartId)
    })

    it.each([
      ["decline", "klarna.session.declined", "klarna=declined"],
      ["error", "klarna.session.failed", "klarna=error"],
    ] as const)(
      "tells %s apart, sends the buyer to the right page, and can be paid after it",
      async (action, event, target) => {
        const cartId = await shop.cart()
        const session = await shop.payWithKlarna(cartId)
        const { redirect_to } = await shop.klarna.consumer(session.hpp_session_id, action)
        const back = await fetch(redirect_to as string, { redirect: "manual" })
        expect(back.status).toBe(303)
        expect(back.headers.get("location")).toContain(target)
        await eventually(async () => shop.told(event).length === 1, { what: event })
        expect(await shop.orderOf(cartId)).toBeUndefined()

        await shop.klarna.consumer(session.hpp_session_id, "approve")
        const order = await shop.placedOrder(cartId)
        expect(paymentOf(order)).toBeDefined()
      }
    )

    it("treats a cancel in e-commerce as back: the session lives", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const { status } = await shop.klarna.consumer(session.hpp_session_id, "cancel")
      expect(status).toBe("BACK")
      expect((await shop.payWithKlarna(cartId)).hpp_session_id).toBe(session.hpp_session_id)
    })
  })

  describe("the way back to the shop", () => {
    it("leads to the confirmation when the order is there, and to nowhere the address names", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const { redirect_to } = await shop.klarna.consumer(session.hpp_session_id, "approve")
      const forged = `${redirect_to}?redirect=https://evil.example&success=https://evil.example`
      const answer = await fetch(forged, { redirect: "manual" })
      const order = await shop.placedOrder(cartId)
      expect(answer.headers.get("location")).toBe(
        `http://localhost:8000/order/${order.id}/confirmed?session=${session.session_id}`
      )
      const shown = await shop.api.get(`/store/klarna/sessions/${session.session_id}`, shop.store())
      expect(shown.data.session).toMatchObject({ state: "completed", order_id: order.id })
      await eventually(
        async () =>
          (await shop.api.get(`/store/klarna/sessions/${session.session_id}`, shop.store())).data.session
            .klarna_reference,
        { what: "Klarna's short reference" }
      )
    })
  })
})
