import { Modules } from "@medusajs/framework/utils"
import { ADDRESSES } from "../support/addresses"
import { eventually } from "../support/eventually"
import { CHECKOUT_PROVIDER, PAYMENTS_PROVIDER, paymentOf, withKlarnaShop } from "../support/klarna-shop"
import {
  bought,
  checkout,
  choose,
  klarnaOrderOf,
  kpSessionOf,
  pagePlaces,
  pageThenPlace,
  widget,
} from "../support/ways"

jest.setTimeout(240_000)

withKlarnaShop((shop) => {
  const emptyCart = async (body: Record<string, unknown> = {}) =>
    (
      await shop.post("/store/carts", {
        region_id: shop.demo.regions.se,
        sales_channel_id: shop.demo.sales_channel_id,
        ...body,
      })
    ).cart.id as string

  const addItem = (cartId: string, quantity = 1) =>
    shop.post(`/store/carts/${cartId}/line-items`, {
      variant_id: shop.demo.variants["BULB-GLOD-1"],
      quantity,
    })

  /** By both providers: what cannot be sold does not depend on the way to pay. */
  const expectRefused = async (cartId: string, code: string, words: RegExp) => {
    for (const provider_id of [CHECKOUT_PROVIDER, PAYMENTS_PROVIDER]) {
      const answer = await shop.tryPayWithKlarna(cartId, { provider_id })
      expect(answer.status).toBe(400)
      expect(answer.data).toMatchObject({ type: "invalid_data", code })
      expect(answer.data.message).toMatch(words)
    }
    expect(await shop.klarna.calls()).toEqual([])
    const { cart } = (
      await shop.api.get(`/store/carts/${cartId}?fields=*payment_collection.payment_sessions`, shop.store())
    ).data
    expect(cart.payment_collection.payment_sessions ?? []).toEqual([])
  }

  describe("a cart that cannot be sold with Klarna is refused in words, before any call", () => {
    it("without an e-mail", async () => {
      const cartId = await emptyCart({ shipping_address: ADDRESSES.se })
      await addItem(cartId)
      await expectRefused(cartId, "email_missing", /e-?mail/i)
    })

    it("without an address", async () => {
      const cartId = await emptyCart({ email: "no.address@example.com" })
      await addItem(cartId)
      await expectRefused(cartId, "address_missing", /address/)
    })

    it("with half an address, naming what is missing", async () => {
      const cartId = await emptyCart({
        email: "half@example.com",
        shipping_address: { first_name: "Alva", country_code: "se", city: "Stockholm" },
      })
      await addItem(cartId)
      await expectRefused(cartId, "address_missing", /last_name.*postal_code|postal_code.*last_name/s)
    })

    it("without anything in it", async () => {
      const cartId = await emptyCart({ email: "empty@example.com", shipping_address: ADDRESSES.se })
      await expectRefused(cartId, "cart_empty", /nothing to buy/i)
    })

    it("in a currency that Klarna does not sell there", async () => {
      const cartId = await emptyCart({ email: "wrong@example.com", shipping_address: ADDRESSES.se })
      await addItem(cartId)
      await shop.container().resolve(Modules.CART).updateCarts(cartId, { currency_code: "huf" })
      await expectRefused(cartId, "currency_not_sold", /HUF/)
    })

    it("with more lines than Klarna takes", async () => {
      const cartId = await emptyCart({ email: "many@example.com", shipping_address: ADDRESSES.se })
      const line = {
        title: "Bead",
        quantity: 1,
        unit_price: 1,
        is_tax_inclusive: true,
        requires_shipping: false,
      }
      await shop
        .container()
        .resolve(Modules.CART)
        .addLineItems(
          Array.from({ length: 1_001 }, (_, index) => ({ ...line, title: `Bead ${index}`, cart_id: cartId }))
        )
      await expectRefused(cartId, "too_many_lines", /1001.*1000|1000.*1001/s)
    })

    it("from an unknown region, which Medusa refuses itself", async () => {
      const answer = await shop.api.post("/store/carts", { region_id: "reg_nowhere" }, shop.store())
      expect(answer.status).toBe(404)
    })
  })

  describe("an unknown payment session", () => {
    it("is 404 at the store's session route", async () => {
      const answer = await shop.api.get("/store/klarna/sessions/payses_nobody", shop.store())
      expect(answer.status).toBe(404)
      expect(answer.data.type).toBe("not_found")
    })

    it.each([
      { way: checkout, provider: "klarna-checkout_klarna" },
      { way: pagePlaces, provider: "klarna-payments_klarna" },
    ])("named in Medusa's own webhook completes nobody's cart ($way.title)", async ({ way, provider }) => {
      const cartId = await shop.cart()
      const session = await choose(shop, way, cartId)
      const payments = shop.container().resolve(Modules.PAYMENT)
      for (const body of [
        { session: { session_id: "unknown" } },
        { session: { session_id: session.hpp_session_id } },
        { session_id: "payses_nobody", action: "authorized" },
        {},
      ]) {
        const result = await payments.getWebhookActionAndData({
          provider,
          payload: { data: body, rawData: Buffer.from(""), headers: {} },
        })
        expect(result.action).toBe("not_supported")
      }
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })
  })

  describe("Klarna misbehaving", () => {
    it.each([
      { way: checkout, path: "/checkout/v3/orders$" },
      { way: widget, path: "/payments/v1/sessions$" },
    ])(
      "down while the buyer chooses it: an error, no session, and the next try works ($way.title)",
      async ({ way, path }) => {
        const cartId = await shop.cart()
        shop.offer(way.policy)
        await shop.klarna.fault({ match: { method: "POST", path }, times: 3, kind: "status", status: 503 })
        const refused = await shop.tryPayWithKlarna(cartId, { provider_id: way.provider })
        expect(refused.status).toBe(500)
        expect(refused.data.message).toMatch(/No usable answer from Klarna/)
        await shop.klarna.clearFaults()
        await way.agree(shop, await choose(shop, way, cartId))
        await shop.placedOrder(cartId)
      }
    )

    it.each([
      { way: checkout, path: "/hpp/v1/sessions$" },
      { way: pagePlaces, path: "/hpp/v1/sessions$" },
      { way: widget, path: "/payments/v1/sessions$" },
    ])(
      "losing the answer to what it created: one that can be paid in the end ($way.title)",
      async ({ way, path }) => {
        const cartId = await shop.cart()
        shop.offer(way.policy)
        await shop.klarna.fault({ match: { method: "POST", path }, times: 1, kind: "lost_response" })
        expect((await shop.tryPayWithKlarna(cartId, { provider_id: way.provider })).status).toBe(500)
        await way.agree(shop, await choose(shop, way, cartId))
        const order = await shop.placedOrder(cartId)
        expect(paymentOf(order).data.klarna_order_id).toBe(await klarnaOrderOf(shop, cartId))
      }
    )

    it("saying a status that nobody knows: an alarm, and nothing is decided", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.fault({
        match: { method: "GET", path: "/checkout/v3/orders/" },
        kind: "status",
        status: 200,
        body: {
          order_id: session.klarna_order_id,
          status: "checkout_paused",
          purchase_country: "SE",
          purchase_currency: "SEK",
          order_amount: 1,
          order_tax_amount: 0,
        },
      })
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await eventually(async () => shop.told("klarna.payment.mismatched").length === 1, { what: "the alarm" })
      expect(shop.told("klarna.payment.mismatched")[0]?.data.reason).toBe("unknown_status")
      expect(await shop.orderOf(cartId)).toBeUndefined()
      expect((await shop.klarna.journey()).filter((call) => /cancel|abort|DELETE/.test(call))).toEqual([])
    })

    it("saying a status of a session that nobody knows: an alarm, and nothing is decided", async () => {
      const cartId = await shop.cart()
      await choose(shop, widget, cartId)
      const session = { purchase_country: "SE", purchase_currency: "SEK", order_amount: 1, order_lines: [] }
      await shop.klarna.fault({
        match: { method: "GET", path: "/payments/v1/sessions/" },
        kind: "status",
        status: 200,
        body: { ...session, status: "frozen" },
      })
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await eventually(async () => shop.told("klarna.payment.mismatched").length === 1, { what: "the alarm" })
      expect(shop.told("klarna.payment.mismatched")[0]?.data.reason).toBe("unknown_status")
      expect((await shop.klarna.journey()).filter((call) => /order$|DELETE/.test(call))).toEqual([])
    })
  })

  describe("an authorization that the shop's page brings", () => {
    const placed = async () =>
      (await shop.klarna.journey()).filter((call) => /authorizations.*order$/.test(call))
    const agreed = async (session: { client_token?: string }) =>
      (await shop.klarna.authorize(kpSessionOf(session as never))).authorization_token as string

    it.each<[string, Record<string, unknown>, RegExp]>([
      ["without a token", {}, /authorization_token/],
      ["with an empty token", { authorization_token: "" }, /authorization_token/],
      ["with a token of another type", { authorization_token: { $ne: 1 } }, /authorization_token/],
      [
        "with a token of 10,000 characters",
        { authorization_token: "x".repeat(10_000) },
        /authorization_token/,
      ],
      ["with a path in the token", { authorization_token: "../../../checkout" }, /authorization_token/],
      ["with an amount", { authorization_token: "x", order_amount: 1 }, /order_amount/],
      [
        "with a category of another type",
        { authorization_token: "x", payment_method_category: ["pay_later"] },
        /payment_method_category/,
      ],
      [
        "with a category that the session does not offer",
        { authorization_token: "x", payment_method_category: "pay_with_stones" },
        /payment_method_category: this session offers pay_later, pay_over_time, pay_now/,
      ],
    ])("%s is refused, naming the field, and nothing is placed", async (_, body, words) => {
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      const before = (await shop.klarna.calls()).length
      const answer = await shop.api.post(
        `/store/klarna/sessions/${session.session_id}/authorize`,
        body,
        shop.store()
      )
      expect(answer.status).toBe(400)
      expect(answer.data).toMatchObject({ type: "invalid_data" })
      expect(answer.data.message).toMatch(words)
      expect((await shop.klarna.calls()).length).toBe(before)
      expect((await shop.purchasesOf(cartId))[0]).toMatchObject({ klarna_status: "incomplete" })
    })

    it("for a broken body, an unknown session, one on Klarna's page or one that was replaced is refused", async () => {
      const authorize = (sessionId: string) => shop.authorize(sessionId, "some-token")
      expect((await authorize("payses_nobody")).status).toBe(404)

      const broken = await shop.api.post("/store/klarna/sessions/payses_nobody/authorize", "{broken", {
        ...shop.store(),
        headers: { ...shop.store().headers, "Content-Type": "application/json" },
        transformRequest: [(data) => data],
      })
      expect(broken.status).toBeGreaterThanOrEqual(400)
      expect(broken.status).toBeLessThan(500)

      const hosted = await choose(shop, pagePlaces, await shop.cart())
      expect((await authorize(hosted.session_id)).data).toMatchObject({
        type: "not_allowed",
        code: "not_a_widget_session",
      })

      const cartId = await shop.cart()
      const replaced = await choose(shop, widget, cartId)
      await addItem(cartId)
      await choose(shop, widget, cartId)
      expect((await authorize(replaced.session_id)).data).toMatchObject({
        type: "not_allowed",
        code: "session_replaced",
      })
      expect(await placed()).toEqual([])
    })

    it("and that was given for another purchase, is used up, too old or made up pays nobody's cart", async () => {
      await shop.klarna.fault({ match: { callback: "authorization" }, kind: "drop" })
      const [mine, other] = [await shop.cart(), await shop.cart()]
      const session = await choose(shop, widget, mine)
      const theirs = await choose(shop, widget, other)
      const invalid = { type: "invalid_data", code: "authorization_invalid" }

      // Of another session with the very same amount, which Klarna alone knows of.
      const foreign = await agreed(theirs)
      const refused = await shop.authorize(session.session_id, foreign)
      expect(refused.status).toBe(400)
      expect(refused.data).toMatchObject(invalid)
      expect(refused.data.message).toMatch(/^authorization_token/)
      expect(await placed()).toEqual([])

      // Its own purchase has it by now.
      expect((await shop.authorize(theirs.session_id, foreign)).status).toBe(200)
      await bought(shop, other)
      const known = await shop.authorize(session.session_id, foreign)
      expect(known.data).toMatchObject({ code: "authorization_of_another_purchase" })
      expect(known.data.message).toMatch(/^authorization_token/)

      expect((await shop.authorize(session.session_id, "made-up")).data).toMatchObject(invalid)
      const old = await agreed(session)
      await shop.klarna.advance(61 * 60_000)
      expect((await shop.authorize(session.session_id, old)).data).toMatchObject(invalid)
      expect(await shop.orderOf(mine)).toBeUndefined()

      expect((await shop.authorize(session.session_id, await agreed(session))).status).toBe(200)
      await bought(shop, mine)
      expect(await shop.klarna.journey()).not.toContain("POST /ordermanagement/v1/orders/:id/cancel")
    })
  })

  describe("the log of a purchase", () => {
    const klarnaAddress = {
      given_name: ADDRESSES.se.first_name,
      family_name: ADDRESSES.se.last_name,
      street_address: ADDRESSES.se.address_1,
      postal_code: ADDRESSES.se.postal_code,
      city: ADDRESSES.se.city,
      phone: ADDRESSES.se.phone,
      email: "se.buyer@example.com",
      country: "SE",
    }

    it("holds no key, no secret, no token and nothing of the buyer, nor does the inbox or an event", async () => {
      const lines: string[] = []
      const logger = shop.container().resolve("logger")
      const spies = (["info", "warn", "error", "debug", "http", "log"] as const)
        .filter((level) => typeof logger[level] === "function")
        .map((level) =>
          jest
            .spyOn(logger, level)
            .mockImplementation(
              ((...said: unknown[]) => void lines.push(said.map(String).join(" "))) as never
            )
        )
      const written = jest.spyOn(process.stdout, "write").mockImplementation(((text: unknown) => {
        lines.push(String(text))
        return true
      }) as never)
      try {
        const shown: string[] = []
        for (const way of [checkout, pageThenPlace, widget]) {
          const cartId = await shop.cart()
          const session = await choose(shop, way, cartId)
          await way.agree(shop, session, way.onPage ? {} : { address: klarnaAddress })
          const { payment } = await bought(shop, cartId)
          await shop.capture(payment.id)
          await shop.refund(payment.id, 10)
          shown.push(...[session.redirect_url, session.client_token].filter((url) => url != null))
        }
        await shop.idle()
        const callbacks = await shop.klarna.callbacks()
        const secrets = callbacks.flatMap(({ url }) => new URL(url).searchParams.get("secret") ?? [])
        const tokens = (await shop.klarna.calls()).flatMap(
          ({ path }) => /authorizations\/([^/]+)\/order$/.exec(path)?.[1] ?? []
        )
        expect(secrets.length).toBeGreaterThan(0)
        expect(tokens).toHaveLength(2)
        expect(lines.some((line) => line.includes("capture order"))).toBe(true)
        expect(lines.some((line) => line.includes("place order"))).toBe(true)
        const hidden = [
          ...secrets,
          ...tokens,
          "sandbox-secret",
          ADDRESSES.se.last_name,
          ADDRESSES.se.phone,
          ADDRESSES.se.address_1,
          "se.buyer@example.com",
          ...shown,
        ]
        const events = await shop.container().resolve("__pg_connection__")("klarna_event").select("*")
        expect(events.length).toBeGreaterThan(0)
        for (const kept of [lines.join("\n"), JSON.stringify(events), JSON.stringify(shop.heard)]) {
          for (const secret of hidden) expect(kept).not.toContain(secret)
        }
        const connection = shop.container().resolve("__pg_connection__")
        const purchases = await connection("klarna_purchase").whereNotNull("authorization_token").select("id")
        const operations = await connection("klarna_operation").whereNotNull("target").select("id")
        expect([...purchases, ...operations]).toEqual([])
      } finally {
        spies.forEach((spy) => spy.mockRestore())
        written.mockRestore()
      }
    })
  })
})
