import { ADDRESSES, type Country } from "../support/addresses"
import { eventually } from "../support/eventually"
import { paymentOf, withKlarnaShop } from "../support/klarna-shop"
import { ALL_WAYS, bought, buy, choose, ON_PAGE, paidStatus, PLACED_BY_US } from "../support/ways"

jest.setTimeout(240_000)

withKlarnaShop((shop) => {
  describe("buying with Klarna on the hosted page", () => {
    it.each(ALL_WAYS)(
      "turns the paid cart into an order that Klarna has acknowledged, with no call too many ($title)",
      async (way) => {
        // The other signal about the same approval would only be quicker or slower.
        if (PLACED_BY_US.includes(way))
          await shop.klarna.fault({ match: { callback: "authorization" }, kind: "drop" })
        const { order, payment, klarnaOrderId } = await buy(shop, way, {
          "LAMP-SKYMNING-FOREST": 2,
          "BOOK-OCTOBER-PB": 1,
        })
        const atKlarna = await shop.klarna.order(klarnaOrderId)
        expect(order.payment_status).toBe(paidStatus(way))
        expect(atKlarna.order_amount).toBe(Math.round(order.total * 100))
        expect(atKlarna.merchant_reference1).toBe(String(order.display_id))
        expect(payment.data.klarna_order_id).toBe(klarnaOrderId)
        expect(await shop.klarna.journey()).toEqual(way.journey)
      }
    )

    const SOLD: { country: Country; kinds: string[] }[] = [
      { country: "se", kinds: ["TEN", "HALFSHIP"] },
      { country: "de", kinds: ["TEN"] },
      { country: "gb", kinds: ["FIXED"] },
      { country: "no", kinds: ["FIXED", "HALFSHIP"] },
      // What the session says comes back from Klarna and is compared line by line, also without tax on any line.
      { country: "us", kinds: ["TEN", "HALFSHIP"] },
    ]
    it.each(ALL_WAYS.flatMap((way) => SOLD.map((sold) => ({ way, ...sold }))))(
      "sells to $country, with promotions $kinds, for what Medusa asks to the minor unit ($way.title)",
      async ({ way, country, kinds }) => {
        const { promotions } = shop.demo
        const codes = kinds.map((kind) =>
          kind === "TEN"
            ? promotions.ten_percent_off_items
            : kind === "FIXED"
              ? (promotions.fixed_amount_off[country] as string)
              : promotions.half_price_shipping
        )
        const { order, klarnaOrderId } = await buy(
          shop,
          way,
          { "BULB-GLOD-1": 3, "BOOK-OCTOBER-PB": 2, "BOOKMARK-BIRCH": 1 },
          { country, promotions: codes }
        )
        const atKlarna = await shop.klarna.order(klarnaOrderId)
        expect(atKlarna.order_amount).toBe(Math.round(Number((order.total * 100).toFixed(6))))
        expect(order.payment_status).toBe(paidStatus(way))
      }
    )

    const PUBLIC = [
      "expires_at",
      "hpp_session_id",
      "klarna_order_id",
      "provider",
      "qr_code_url",
      "redirect_url",
      "session_id",
      "state",
    ]
    it.each(ALL_WAYS)(
      "keeps secrets, tokens and the buyer out of the public data, before and after payment ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, { address: { given_name: "Berit" } })
        const { payment } = await bought(shop, cartId)
        const keys = way.onPage ? PUBLIC : [...PUBLIC, "client_token", "payment_method_categories"].sort()
        const secrets = (await shop.klarna.callbacks()).flatMap(
          ({ url }) => new URL(url).searchParams.get("secret") ?? []
        )
        const [{ authorization_hash, secret_hash }] = (await shop.purchasesOf(cartId)) as [any]
        for (const data of [session, payment.data]) {
          expect(Object.keys(data).sort()).toEqual(keys)
          const shown = JSON.stringify({ ...data, client_token: claimsOf(data.client_token) })
          for (const secret of [
            ...secrets,
            "secret",
            "authorization_token",
            ...[authorization_hash, secret_hash].filter(Boolean),
            ADDRESSES.se.last_name,
            "buyer@example.com",
            "Berit",
          ]) {
            expect(shown).not.toContain(secret)
          }
        }
      }
    )

    /** What Klarna itself says in the client token, which is for the browser. */
    const claimsOf = (token: string | undefined) =>
      token && Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")

    it.each(ALL_WAYS)(
      "ignores and drops what a caller puts into the session's data ($title)",
      async (way) => {
        const cartId = await shop.cart()
        shop.offer(way.policy)
        const answer = await shop.tryPayWithKlarna(cartId, {
          provider_id: way.provider,
          data: {
            amount: 1,
            order_amount: 1,
            session_id: "payses_forged",
            redirect_url: "https://evil.example",
            client_token: "forged",
            authorization_token: "forged",
          },
        })
        expect(answer.status).toBe(200)
        const [session] = answer.data.payment_collection.payment_sessions
        expect(session.data.amount).toBeUndefined()
        expect(session.data.authorization_token).toBeUndefined()
        expect(session.data.session_id).toBe(session.id)
        if (way.onPage) expect(session.data.redirect_url).toContain(shop.klarna.url)
        else
          expect(session.data).toMatchObject({
            redirect_url: null,
            client_token: expect.stringMatching(/^ey/),
          })
      }
    )

    it.each(ALL_WAYS)(
      "brings the address, e-mail and phone given at Klarna to the order ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, {
          address: {
            ...(way.onPage ? {} : klarnaAddress),
            given_name: "Berit",
            street_address: "Nygatan 9",
            phone: "+46709999999",
            email: "berit@example.com",
          },
        })
        const { order } = await bought(shop, cartId)
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
        expect(order.payment_status).toBe(paidStatus(way))
      }
    )
  })

  /** The widget knows nobody: what the shop's page gives it is all it has. */
  const klarnaAddress = {
    family_name: ADDRESSES.se.last_name,
    postal_code: ADDRESSES.se.postal_code,
    city: ADDRESSES.se.city,
    country: "SE",
  }

  describe("coming back without having paid", () => {
    it.each(ON_PAGE)("keeps the same page after back, and pays on it ($title)", async (way) => {
      const cartId = await shop.cart()
      const first = await choose(shop, way, cartId)
      const left = await shop.klarna.consumer(first.hpp_session_id, "back")
      expect(left.redirect_to).toContain("/hooks/klarna/return/")
      await eventually(async () => shop.told("klarna.session.went_back").length === 1, {
        what: "the event",
      })

      const again = await choose(shop, way, cartId)
      expect(again.redirect_url).toBe(first.redirect_url)
      await way.agree(shop, again)
      await bought(shop, cartId)
    })

    const UNPAID: { action: "decline" | "error"; event: string; target: string }[] = [
      { action: "decline", event: "klarna.session.declined", target: "klarna=declined" },
      { action: "error", event: "klarna.session.failed", target: "klarna=error" },
    ]
    // A widget that declines tells the shop's page alone: `payments.spec.ts`.
    it.each(ON_PAGE.flatMap((way) => UNPAID.map((unpaid) => ({ way, ...unpaid }))))(
      "tells $action apart, sends the buyer to the right page, and can be paid after it ($way.title)",
      async ({ way, action, event, target }) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        const { redirect_to } = await shop.klarna.consumer(session.hpp_session_id, action)
        const back = await fetch(redirect_to as string, { redirect: "manual" })
        expect(back.status).toBe(303)
        expect(back.headers.get("location")).toContain(target)
        await eventually(async () => shop.told(event).length === 1, { what: event })
        expect(await shop.orderOf(cartId)).toBeUndefined()

        await way.agree(shop, session)
        const order = await shop.placedOrder(cartId)
        expect(paymentOf(order)).toBeDefined()
      }
    )

    it.each(ON_PAGE)("treats a cancel in e-commerce as back: the session lives ($title)", async (way) => {
      const cartId = await shop.cart()
      const session = await choose(shop, way, cartId)
      const { status } = await shop.klarna.consumer(session.hpp_session_id, "cancel")
      expect(status).toBe("BACK")
      expect((await choose(shop, way, cartId)).hpp_session_id).toBe(session.hpp_session_id)
    })
  })

  describe("the way back to the shop", () => {
    it.each(ON_PAGE)(
      "leads to the confirmation when the order is there, and to nowhere the address names ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        const { redirect_to } = await way.agree(shop, session)
        const forged = `${redirect_to}?redirect=https://evil.example&success=https://evil.example`
        const answer = await fetch(forged, { redirect: "manual" })
        const order = await shop.placedOrder(cartId)
        expect(answer.headers.get("location")).toBe(
          `http://localhost:8000/order/${order.id}/confirmed?session=${session.session_id}`
        )
        expect(await shop.readSession(session.session_id)).toMatchObject({
          state: "completed",
          order_id: order.id,
        })
        await eventually(async () => (await shop.readSession(session.session_id)).klarna_reference, {
          what: "Klarna's short reference",
        })
      }
    )
  })
})
