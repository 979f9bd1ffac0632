import { Modules } from "@medusajs/framework/utils"
import { ADDRESSES } from "../support/addresses"
import { eventually } from "../support/eventually"
import { paymentOf, withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(180_000)

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

  const expectRefused = async (cartId: string, code: string, words: RegExp) => {
    const answer = await shop.tryPayWithKlarna(cartId)
    expect(answer.status).toBe(400)
    expect(answer.data).toMatchObject({ type: "invalid_data", code })
    expect(answer.data.message).toMatch(words)
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

    it("named in Medusa's own webhook completes nobody's cart", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const payments = shop.container().resolve(Modules.PAYMENT)
      for (const body of [
        { session: { session_id: "unknown" } },
        { session: { session_id: session.hpp_session_id } },
        { session_id: "payses_nobody", action: "authorized" },
        {},
      ]) {
        const result = await payments.getWebhookActionAndData({
          provider: "klarna-checkout_klarna",
          payload: { data: body, rawData: Buffer.from(""), headers: {} },
        })
        expect(result.action).toBe("not_supported")
      }
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })
  })

  describe("Klarna misbehaving", () => {
    it("down while the buyer chooses it: an error, no session, and the next try works", async () => {
      const cartId = await shop.cart()
      await shop.klarna.fault({
        match: { method: "POST", path: "/checkout/v3/orders$" },
        times: 3,
        kind: "status",
        status: 503,
      })
      const refused = await shop.tryPayWithKlarna(cartId)
      expect(refused.status).toBe(500)
      expect(refused.data.message).toMatch(/No usable answer from Klarna/)
      await shop.klarna.clearFaults()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await shop.placedOrder(cartId)
    })

    it("losing the answer to a created order or page: one page that can be paid in the end", async () => {
      const cartId = await shop.cart()
      await shop.klarna.fault({
        match: { method: "POST", path: "/hpp/v1/sessions$" },
        times: 1,
        kind: "lost_response",
      })
      expect((await shop.tryPayWithKlarna(cartId)).status).toBe(500)
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      const order = await shop.placedOrder(cartId)
      expect(paymentOf(order).data.klarna_order_id).toBe(session.klarna_order_id)
    })

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
  })

  describe("the log of a purchase", () => {
    it("holds no key, no secret, no token and nothing of the buyer", async () => {
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
        const { session, payment } = await shop.purchase()
        await shop.capture(payment.id)
        await shop.refund(payment.id, 10)
        const urls = (await shop.klarna.callbacks()).map(({ url }) => url)
        const secrets = urls.flatMap((url) => new URL(url).searchParams.get("secret") ?? [])
        expect(secrets.length).toBeGreaterThan(0)
        expect(lines.some((line) => line.includes("capture order"))).toBe(true)
        const all = lines.join("\n")
        for (const hidden of [
          ...secrets,
          "sandbox-secret",
          ADDRESSES.se.last_name,
          ADDRESSES.se.phone,
          ADDRESSES.se.address_1,
          "se.buyer@example.com",
          session.redirect_url,
        ]) {
          expect(all).not.toContain(hidden)
        }
      } finally {
        spies.forEach((spy) => spy.mockRestore())
        written.mockRestore()
      }
    })
  })
})
