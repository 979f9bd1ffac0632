import { eventually } from "../support/eventually"
import { PAYMENTS_PROVIDER, paymentOf, sessionOf, withKlarnaShop } from "../support/klarna-shop"
import {
  changeToken,
  chargeAfter,
  chooseKlarna,
  DAY,
  freeTrial,
  guest,
  logIn,
  MONTHLY,
  renewalsOf,
  subscribe,
  subscriptionCart,
  subscriptionsOf,
  tokensOf,
  type Customer,
} from "../support/subscriber"

jest.setTimeout(240_000)

/** In days. A shorter step would leave out a period that began in July or December. */
const LONGEST_MONTH = 31

withKlarnaShop((shop) => {
  beforeEach(() => void shop.offer({ presentation: "widget" }))

  const itemsOf = (order: Record<string, any>) =>
    order.items.map((item: any) => [item.variant_sku, Number(item.quantity), Number(item.unit_price)])
  /** To whom, where and how it was sold. */
  const sold = async (id: string) => {
    const addresses = ["shipping_address", "billing_address"].flatMap((address) =>
      ["first_name", "address_1", "postal_code", "city", "country_code", "phone"].map(
        (field) => `${address}.${field}`
      )
    )
    const { data } = await shop
      .container()
      .resolve("query")
      .graph({
        entity: "order",
        fields: [
          "customer_id",
          "email",
          "currency_code",
          "region_id",
          "sales_channel_id",
          "metadata",
          ...addresses,
        ],
        filters: { id },
      })
    const { shipping_address, billing_address, ...order } = data[0] as Record<string, any>
    const { id: _s, ...shipping } = shipping_address
    const { id: _b, ...billing } = billing_address
    return { ...order, shipping, billing } as Record<string, any>
  }
  const link = async () =>
    eventually(async () => shop.told("klarna.subscription.payment_link")[0]?.data, {
      what: "the payment link",
    })

  describe("buying a subscription in the widget", () => {
    it("makes an order, a token and a subscription, and gives nobody Klarna's id of the token", async () => {
      const lea = await logIn(shop)
      const { order, answer, subscription, session } = await subscribe(shop, lea, {
        also: ["BOOK-OCTOBER-PB"],
      })
      expect(answer).toMatchObject({ status: 200, data: { session: { order_id: order.id } } })
      expect(order.payment_status).toBe("authorized")
      expect(subscription).toMatchObject({
        ...MONTHLY,
        status: "active",
        order_id: order.id,
        customer_token_id: expect.stringMatching(/^klct_/),
        open_charge: null,
      })
      const [token] = await tokensOf(shop, lea)
      expect(token).toMatchObject({ id: subscription.customer_token_id, status: "ACTIVE" })
      const [kept] = await shop.container().resolve("__pg_connection__")("klarna_customer_token")
      for (const shown of [token, subscription, session, shop.heard]) {
        expect(JSON.stringify(shown)).not.toContain(kept.token_id)
      }
      expect(shop.told("klarna.customer_token.created")).toMatchObject([
        { data: { id: token?.id, customer_id: lea.id } },
      ])
    })

    it("is not for guests, nor for who types a customer's e-mail address", async () => {
      const lea = await logIn(shop)
      for (const buyer of [guest(shop), { ...guest(shop), email: lea.email }]) {
        const cartId = await subscriptionCart(shop, buyer)
        const answer = await chooseKlarna(shop, cartId, buyer)
        expect(answer.status).toBe(400)
        expect(answer.data).toMatchObject({ code: "customer_not_logged_in" })
      }
      expect(await shop.klarna.journey()).toEqual([])
    })

    it.each([
      [{ ...MONTHLY, interval: "FORTNIGHT" }, /BULB-GLOD-3.*interval must be one of DAY, WEEK, MONTH, YEAR/],
      [{ ...MONTHLY, interval_count: 0 }, /interval_count must be at least 1/],
      ["monthly", /must be \{ name, interval, interval_count \}/],
    ])("described as %j is refused by its item and rule", async (subscription, message) => {
      const lea = await logIn(shop)
      const cartId = await subscriptionCart(shop, lea, { subscription })
      const answer = await chooseKlarna(shop, cartId, lea)
      expect(answer.status).toBe(400)
      expect(answer.data).toMatchObject({
        code: "subscription_invalid",
        message: expect.stringMatching(message),
      })
      expect(await shop.klarna.journey()).toEqual([])
    })

    it("asked for with an intent that is not the cart's is refused, with and without one, and nothing is placed", async () => {
      const lea = await logIn(shop)
      const [subscribed, plain] = [await subscriptionCart(shop, lea), await shop.cart()]
      const asked = [
        {
          cartId: plain,
          intent: "tokenize",
          rule: /data\.intent must be buy .*no item has metadata\.klarna_sub/,
        },
        { cartId: plain, intent: "buy_and_tokenize", rule: /data\.intent must be buy / },
        { cartId: subscribed, intent: "buy", rule: /data\.intent must be buy_and_tokenize/ },
        { cartId: subscribed, intent: "tokenize", rule: /something to pay now/ },
      ]
      for (const { cartId, intent, rule } of asked) {
        const answer = await chooseKlarna(shop, cartId, lea, { data: { intent } })
        expect(answer.status).toBe(400)
        expect(answer.data).toMatchObject({
          type: "invalid_data",
          code: "intent_mismatch",
          message: expect.stringMatching(rule),
        })
      }
      expect(await shop.klarna.journey()).toEqual([])
      expect(await shop.purchasesOf(subscribed)).toEqual([])
      expect(await shop.purchasesOf(plain)).toEqual([])

      const right = await chooseKlarna(shop, subscribed, lea, { data: { intent: "buy_and_tokenize" } })
      expect(right.status).toBe(200)
      expect(sessionOf(right.data, PAYMENTS_PROVIDER).data).not.toHaveProperty("intent")
    })

    it("is not possible with Klarna Checkout, which says so", async () => {
      const lea = await logIn(shop)
      const cartId = await subscriptionCart(shop, lea)
      const answer = await shop.tryPayWithKlarna(cartId)
      expect(answer.status).toBe(400)
      expect(answer.data).toMatchObject({ code: "subscription_not_sold" })
    })
  })

  describe("a renewal", () => {
    it("is an order of Medusa's that is authorized, captured and refunded by Medusa's own buttons", async () => {
      const lea = await logIn(shop)
      const { order, subscription } = await subscribe(shop, lea, { also: ["BOOK-OCTOBER-PB"] })
      const before = shop.told("order.placed").length
      await chargeAfter(shop, 32)
      const [renewal] = (await renewalsOf(shop, subscription.id)) as [Record<string, any>]
      expect(itemsOf(renewal)).toEqual([["BULB-GLOD-3", 1, 13.99]])
      expect(renewal).toMatchObject({ status: "pending", payment_status: "authorized" })
      expect(await sold(renewal.id)).toEqual({
        ...(await sold(order.id)),
        metadata: { klarna_subscription_id: subscription.id, klarna_period: 1 },
      })
      expect((await sold(renewal.id)).customer_id).toBe(lea.id)
      expect(renewal.id).not.toBe(order.id)
      expect(Number(renewal.total)).toBeCloseTo(Number(order.total) - 12, 5)
      const told = shop.told("order.placed").slice(before)
      expect(told.map(({ data }) => data.id)).toEqual([renewal.id])

      const payment = paymentOf(renewal)
      const atKlarna = () => shop.klarna.order(payment.data.klarna_order_id)
      expect(await atKlarna()).toMatchObject({
        status: "AUTHORIZED",
        merchant_reference1: String(renewal.display_id),
        captured_amount: 0,
      })
      expect((await shop.capture(payment.id)).status).toBe(200)
      expect((await shop.refund(payment.id, 5)).status).toBe(200)
      const { order_amount } = await atKlarna()
      expect(await atKlarna()).toMatchObject({ captured_amount: order_amount, refunded_amount: 500 })
      expect((await shop.readOrder(renewal.id)).payment_status).toBe("partially_refunded")
    })

    it("reserves its stock, and comes once a month for a year", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      for (let month = 1; month <= 12; month += 1) await chargeAfter(shop, LONGEST_MONTH)
      const renewals = await renewalsOf(shop, subscription.id)
      expect(renewals.map(({ payment_status }) => payment_status)).toEqual(Array(12).fill("authorized"))
      const orders = renewals.map((renewal) => paymentOf(renewal).data.klarna_order_id)
      expect(new Set(orders).size).toBe(12)
      const reserved = await shop
        .container()
        .resolve("__pg_connection__")("reservation_item")
        .whereIn(
          "line_item_id",
          renewals.flatMap(({ items }) => items.map(({ id }: { id: string }) => id))
        )
      expect(reserved).toHaveLength(12)
    })

    it("is one, however many run the job at once", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      await shop.klarna.advance(32 * DAY)
      await Promise.all(Array.from({ length: 5 }, () => shop.runJob("charge-due-klarna-subscriptions")))
      const [renewal, ...more] = await renewalsOf(shop, subscription.id)
      expect([renewal?.payment_status, more]).toEqual(["authorized", []])
      expect(shop.told("klarna.subscription.charged")).toHaveLength(1)
    })

    it("is captured at once where the shop captures at once, and Medusa's books say so", async () => {
      shop.offer({ presentation: "widget", autoCapture: true })
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      await chargeAfter(shop, 32)
      const renewal = await eventually(
        async () => {
          const [found] = await renewalsOf(shop, subscription.id)
          return found?.payment_status === "captured" ? found : undefined
        },
        { what: "a captured renewal" }
      )
      const { order_amount, captured_amount } = await shop.klarna.order(
        paymentOf(renewal).data.klarna_order_id
      )
      expect(captured_amount).toBe(order_amount)
      expect(Number(renewal.summary.paid_total)).toBeCloseTo(Number(renewal.total), 5)
    })

    it("whose answer is lost is found by the same key, and is one order in both places", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      await shop.klarna.advance(32 * DAY)
      await shop.klarna.fault({
        kind: "lost_response",
        match: { method: "POST", path: "customer-token/v1/tokens/.*/order$" },
        times: 3,
      })
      await shop.runJob("charge-due-klarna-subscriptions")
      const [unpaid] = await renewalsOf(shop, subscription.id)
      expect(unpaid?.payment_status).toBe("not_paid")
      await shop.klarna.clearFaults()
      await shop.klarna.advance(5 * 60_000)
      await shop.runJob("charge-due-klarna-subscriptions")
      const [renewal, ...more] = await renewalsOf(shop, subscription.id)
      expect([renewal?.id, renewal?.payment_status, more]).toEqual([unpaid?.id, "authorized", []])
      const charges = (await shop.klarna.calls()).filter(({ path }) => /tokens\/[^/]+\/order$/.test(path))
      const orders = charges.map(({ response }) => (response as { order_id?: string } | null)?.order_id)
      expect(new Set(orders.filter(Boolean)).size).toBe(1)
    })

    it("that is out of stock charges nothing, and is charged when staff have stock again", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      const stock = shop.container().resolve("__pg_connection__")("inventory_level")
      const before = await stock.clone().select("id", "stocked_quantity", "raw_stocked_quantity")
      await stock.clone().update({
        stocked_quantity: 0,
        raw_stocked_quantity: JSON.stringify({ value: "0", precision: 20 }),
      })
      await chargeAfter(shop, 32)
      expect(shop.told("klarna.subscription.charge_failed")).toMatchObject([
        { data: { reason: "order_not_made", order_id: null } },
      ])
      for (const { id, stocked_quantity, raw_stocked_quantity } of before) {
        await stock
          .clone()
          .where({ id })
          .update({ stocked_quantity, raw_stocked_quantity: JSON.stringify(raw_stocked_quantity) })
      }
      const answer = await shop.api.post(
        `/admin/klarna/subscriptions/${subscription.id}/charge`,
        {},
        shop.admin()
      )
      expect(answer.data).toMatchObject({
        subscription: { status: "active", open_charge: null },
        charge: { state: "charged", settled_by: "token" },
      })
    })
  })

  describe("a renewal that the token does not pay", () => {
    it("is paid by link, which settles it and brings the token for the next one", async () => {
      const { config } = shop.container().resolve("klarna") as { config: object }
      Object.assign(config, { notifications: { buyer: { channel: "email" } } })
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      await changeToken(shop, { refuses_with: "UNAVAILABLE_PAYMENT_METHOD" })
      await chargeAfter(shop, 32)
      const sent = await link()
      const [owed] = await subscriptionsOf(shop, lea)
      expect(owed).toMatchObject({
        status: "past_due",
        open_charge: {
          state: "awaiting_payment",
          redirect_url: expect.stringMatching(/^http/),
          order_id: sent.order_id,
        },
      })
      expect((await shop.readOrder(sent.order_id as string)).payment_status).toBe("not_paid")

      // Nobody of the staff made it: it was missing from the order's links and from the list of links, and no message
      // told the customer.
      const listed = await shop.api.get(
        `/admin/klarna/sessions?links=true&q=${String(sent.order_id)}`,
        shop.admin()
      )
      expect(listed.data.sessions).toMatchObject([{ created_by: "system", purchase_id: sent.purchase_id }])
      const told = await eventually(
        async () =>
          (await shop.container().resolve("notification").listNotifications({}, { take: 100 })).find(
            ({ template }: { template?: string }) => template === "klarna-renewal-payment-link"
          ),
        { what: "the message with the link" }
      )
      expect(told).toMatchObject({
        to: expect.stringContaining("@"),
        data: { order_id: sent.order_id, payment_url: owed?.open_charge?.redirect_url },
      })

      const { data } = await shop.api.get(`/store/klarna/sessions/${sent.payment_session_id}`, shop.store())
      const { redirect_url } = owed?.open_charge ?? {}
      expect(data.session.redirect_url).toBe(redirect_url)
      const page = (await shop.container().resolve("__pg_connection__")("klarna_page").where({
        redirect_url,
      })) as { hpp_session_id: string }[]
      await shop.klarna.consumer(page[0]?.hpp_session_id as string, "approve")
      const paid = await eventually(
        async () => {
          const order = await shop.readOrder(sent.order_id as string)
          return order.payment_status === "authorized" ? order : undefined
        },
        { what: "the paid renewal" }
      )
      const active = await eventually(
        async () => {
          const [current] = await subscriptionsOf(shop, lea)
          return current?.status === "active" ? current : undefined
        },
        { what: "an active subscription" }
      )
      expect(active.customer_token_id).not.toBe(subscription.customer_token_id)
      expect(shop.told("klarna.subscription.charged")).toMatchObject([
        { data: { order_id: paid.id, settled_by: "link" } },
      ])
      expect(shop.told("order.placed").map(({ data: { id } }) => id)).toContain(paid.id)

      await chargeAfter(shop, 31)
      const [, second] = await renewalsOf(shop, subscription.id)
      expect(second?.payment_status).toBe("authorized")
    })
  })

  describe("a customer", () => {
    const another = () => logIn(shop, "someone.else@example.com")
    const cancel = (id: string, as: Customer) =>
      shop.api.post(`/store/klarna/subscriptions/${id}/cancel`, {}, as.request())
    const dropToken = (id: string, as: Customer) =>
      shop.api.delete(`/store/klarna/customer-tokens/${id}`, as.request())

    it("cancels their subscription: nothing more is charged", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      const answer = await cancel(subscription.id, lea)
      expect(answer.data.subscription).toMatchObject({ status: "cancelled", next_charge_at: null })
      await chargeAfter(shop, 100)
      expect(await renewalsOf(shop, subscription.id)).toEqual([])
      expect((await cancel(subscription.id, lea)).status).toBe(200)
      const { data } = await shop.api.get(`/admin/klarna/subscriptions?customer_id=${lea.id}`, shop.admin())
      expect(data.subscriptions).toMatchObject([{ status: "cancelled", cancelled_by: lea.id }])
    })

    it("cancels what is owed with it: its order and its link", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      await changeToken(shop, { refuses_with: "UNAVAILABLE_PAYMENT_METHOD" })
      await chargeAfter(shop, 32)
      const { order_id } = await link()
      await cancel(subscription.id, lea)
      expect((await shop.readOrder(order_id as string)).status).toBe("canceled")
      const [owed] = await subscriptionsOf(shop, lea)
      expect(owed).toMatchObject({ status: "cancelled", open_charge: null })
    })

    it("takes back a token for good, at Klarna as well", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      const answer = await dropToken(subscription.customer_token_id, lea)
      expect(answer.data).toEqual({
        id: subscription.customer_token_id,
        object: "klarna_customer_token",
        deleted: true,
        subscriptions: [subscription.id],
      })
      expect(await tokensOf(shop, lea)).toMatchObject([{ status: "CANCELLED" }])
      expect(await shop.klarna.journey()).toContain("PATCH /customer-token/v1/tokens/:id/status")
      expect(shop.told("klarna.customer_token.cancelled")).toMatchObject([
        { data: { id: subscription.customer_token_id, cancelled_by: lea.id } },
      ])
    })

    it("sees and touches nothing of anybody else's, and a guest sees nothing at all", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      const stranger = await another()
      expect(await subscriptionsOf(shop, stranger)).toEqual([])
      expect(await tokensOf(shop, stranger)).toEqual([])
      expect((await cancel(subscription.id, stranger)).status).toBe(404)
      expect((await dropToken(subscription.customer_token_id, stranger)).status).toBe(404)
      for (const path of ["/store/klarna/subscriptions", "/store/klarna/customer-tokens"]) {
        expect((await shop.api.get(path, shop.store())).status).toBe(401)
      }
      expect((await cancel(subscription.id, guest(shop))).status).toBe(401)
      const [mine] = await subscriptionsOf(shop, lea)
      expect(mine?.status).toBe("active")
    })
  })

  describe("staff", () => {
    it("find subscriptions by customer, order and status, page by page", async () => {
      const lea = await logIn(shop)
      const first = await subscribe(shop, lea)
      const second = await subscribe(shop, lea)
      await shop.api.post(`/admin/klarna/subscriptions/${first.subscription.id}/cancel`, {}, shop.admin())
      const list = async (filter: string) => {
        const { data } = await shop.api.get(`/admin/klarna/subscriptions?${filter}`, shop.admin())
        return [data.count, data.subscriptions.map(({ id }: { id: string }) => id)]
      }
      const [older, newer] = [first.subscription.id, second.subscription.id]
      expect(await list("")).toEqual([2, [newer, older]])
      expect(await list("limit=1&offset=1")).toEqual([2, [older]])
      expect(await list("status=active")).toEqual([1, [newer]])
      expect(await list("status[]=active&status[]=cancelled")).toEqual([2, [newer, older]])
      expect(await list(`order_id=${first.order.id}`)).toEqual([1, [older]])
      expect(await list("customer_id=nobody")).toEqual([0, []])
      const refused = await shop.api.get("/admin/klarna/subscriptions?status=odd", shop.admin())
      expect(refused.status).toBe(400)
      const { data } = await shop.api.get(`/admin/klarna/customers/${lea.id}/tokens`, shop.admin())
      expect(data.customer_tokens).toMatchObject([{ customer_id: lea.id }, { customer_id: lea.id }])
    })

    it("charge a period before its time, and end a subscription with the order it was sold with", async () => {
      const lea = await logIn(shop)
      const { order, subscription } = await subscribe(shop, lea)
      const charge = () =>
        shop.api.post(`/admin/klarna/subscriptions/${subscription.id}/charge`, {}, shop.admin())
      expect((await charge()).data.charge).toMatchObject({ period: 1, state: "charged" })
      await shop.cancelOrder(order.id)
      const ended = await eventually(
        async () => {
          const [current] = await subscriptionsOf(shop, lea)
          return current?.status === "ended" ? current : undefined
        },
        { what: "the end of the subscription" }
      )
      expect(ended.next_charge_at).toBeNull()
      const refused = await charge()
      expect([refused.status, refused.data.code]).toEqual([400, "nothing_to_charge"])
    })
  })

  describe("a free trial", () => {
    it("is an order of nothing, and is charged in full when the first period is over", async () => {
      const [lea, promotion] = [await logIn(shop), await freeTrial(shop)]
      const { order, subscription, session } = await subscribe(shop, lea, { promotion })
      expect(Number(order.total)).toBe(0)
      expect(await shop.readSession(session.session_id)).toMatchObject({
        state: "completed",
        order_id: order.id,
      })
      expect(subscription.customer_token_id).toMatch(/^klct_/)
      expect(await shop.klarna.journey()).not.toContain("POST /payments/v1/authorizations/:id/order")
      await chargeAfter(shop, 32)
      const [renewal] = await renewalsOf(shop, subscription.id)
      expect(renewal?.payment_status).toBe("authorized")
      expect(itemsOf(renewal as Record<string, any>)).toEqual([["BULB-GLOD-3", 1, 13.99]])
      expect(Number(renewal?.total)).toBeCloseTo(13.99, 5)
    })

    it("cannot be completed before the buyer agreed to be charged later", async () => {
      const [lea, promotion] = [await logIn(shop), await freeTrial(shop)]
      const cartId = await subscriptionCart(shop, lea, { promotion })
      const answer = await shop.complete(cartId)
      expect([answer.status, answer.data.code]).toEqual([400, "trial_not_agreed"])
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })
  })
})
