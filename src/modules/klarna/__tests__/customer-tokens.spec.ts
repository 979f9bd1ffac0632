import { agree, livePayments, now, offer, ordersAtKlarna, placings } from "./payments-support"
import { agreedTo, lampOf, monthly, openSubscription, readAgain, sell, soldOf } from "./subscriptions-support"
import type { PurchaseRow } from "../rows"
import { failureOf, MINUTE, moveClock, withLedger } from "./support"

withLedger("tokens", (ledger) => {
  const { klarna } = ledger
  const TOKEN = "authorizations/.*/customer-token$"
  const tokenCalls = () => ledger.calls("POST", /customer-token$/)
  const sessions = () => ledger.calls("POST", /^\/payments\/v1\/sessions/)
  const tokensOf = async () => klarna.subscriptions.tokens.ofCustomer("cus_1")

  describe("a session", () => {
    it("asks for a token where a line is a subscription, and tells Klarna which", async () => {
      sell(ledger)
      offer(ledger, { presentation: "widget" })
      await openSubscription(ledger)
      const [session] = await sessions()
      expect(session?.request).toMatchObject({
        intent: "buy_and_tokenize",
        order_lines: [{ subscription: monthly }],
      })
      expect(await livePayments(ledger)).toMatchObject({ intent: "buy_and_tokenize", customer_id: "cus_1" })
    })

    it("follows the cart: with its last subscription goes the wish for a token, and comes back", async () => {
      sell(ledger)
      offer(ledger, { presentation: "widget" })
      await openSubscription(ledger)
      await openSubscription(ledger, { draft: lampOf(), sessionId: "payses_2" })
      await openSubscription(ledger, { sessionId: "payses_3" })
      expect((await sessions()).map(({ request }) => request.intent)).toEqual([
        "buy_and_tokenize",
        "buy",
        "buy_and_tokenize",
      ])
    })

    it("asks for the token alone where nothing is to be paid now", async () => {
      sell(ledger)
      offer(ledger, { presentation: "widget" })
      await openSubscription(ledger, { draft: lampOf(monthly, "0") })
      expect((await sessions())[0]?.request).toMatchObject({ intent: "tokenize", order_amount: 0 })
    })

    it("says nothing of tokens, and sells no subscription, where the shop has them off", async () => {
      offer(ledger, { presentation: "widget" })
      await openSubscription(ledger, { draft: lampOf() })
      expect(JSON.stringify((await sessions())[0]?.request)).not.toMatch(/intent|subscription/)
      const refused = openSubscription(ledger, { sessionId: "payses_2" })
      expect(await failureOf(refused)).toMatchObject({ code: "customer_tokens_off" })
      expect(await sessions()).toHaveLength(1)
    })

    it("is not opened for a guest, nor for a cart that carries somebody else's e-mail address", async () => {
      sell(ledger)
      offer(ledger, { presentation: "widget" })
      for (const customer of [null, { id: "cus_1", isLoggedIn: false }]) {
        const refused = openSubscription(ledger, { customer })
        expect(await failureOf(refused)).toMatchObject({ code: "customer_not_logged_in" })
      }
      expect(await sessions()).toEqual([])
    })

    it("stays the customer's when the cart changes without them", async () => {
      sell(ledger)
      offer(ledger, { presentation: "widget" })
      await openSubscription(ledger, { draft: lampOf() })
      await openSubscription(ledger, { customer: { id: "cus_1", isLoggedIn: false } })
      expect(await livePayments(ledger)).toMatchObject({ intent: "buy_and_tokenize", customer_id: "cus_1" })
    })

    it("is no Checkout order: Klarna Checkout sells no subscriptions", async () => {
      sell(ledger)
      const refused = klarna.openPurchase({
        sessionId: "payses_1",
        subject: { type: "cart", id: "cart_1" },
        provider: "klarna-checkout",
        channel: "ecommerce",
        draft: lampOf(monthly),
      })
      expect(await failureOf(refused)).toMatchObject({ code: "subscription_not_sold" })
      expect(await ledger.journey()).toEqual([])
    })

    it("on a page that would place the order itself makes way for one that leaves it to us", async () => {
      sell(ledger)
      offer(ledger, { placeOrderMode: "PLACE_ORDER" })
      await openSubscription(ledger, { draft: lampOf() })
      const before = await livePayments(ledger)
      await openSubscription(ledger, { sessionId: "payses_2" })
      const after = await livePayments(ledger)
      expect([before.place_order_mode, after.place_order_mode]).toEqual(["PLACE_ORDER", "NONE"])
      expect(after.id).not.toBe(before.id)
      const pages = await ledger.calls("POST", /^\/hpp\/v1\/sessions$/)
      expect(pages.map(({ request }) => (request.options as object | undefined) ?? {})).toEqual([
        expect.objectContaining({ place_order_mode: "PLACE_ORDER" }),
        expect.objectContaining({ place_order_mode: "NONE" }),
      ])
      const old = await ledger.calls("DELETE", /^\/hpp\/v1\/sessions/)
      expect(old.map(({ status }) => status)).toEqual([204])
    })
  })

  describe("an authorization with a subscription", () => {
    it("gives the token first and the order then, each once", async () => {
      const { purchase } = await agreedTo(ledger)
      const results = await Promise.all(Array.from({ length: 5 }, () => klarna.placeOrder(purchase.id)))
      expect(new Set(results.map(({ result }) => result))).toEqual(new Set(["placed"]))
      const journey = (await ledger.journey()).filter((call) => call.startsWith("POST"))
      expect(journey).toEqual([
        "POST /payments/v1/authorizations/:id/customer-token",
        "POST /payments/v1/authorizations/:id/order",
      ])
      expect(await tokensOf()).toMatchObject([
        { customer_id: "cus_1", account_id: "main", purchase_id: purchase.id, status: "ACTIVE" },
      ])
      expect((await tokenCalls())[0]?.request).toEqual({
        description: "Lamp of the month",
        intended_use: "SUBSCRIPTION",
        locale: "sv-SE",
        purchase_country: "SE",
        purchase_currency: "SEK",
      })
    })

    it("keeps no secret longer than it is of use, and tells none", async () => {
      const { purchase, token } = await agreedTo(ledger)
      await klarna.placeOrder(purchase.id)
      const operations = await ledger.connection()("klarna_operation").where({ purchase_id: purchase.id })
      expect(operations.map(({ kind, target }) => [kind, target])).toEqual([
        ["tokenize", null],
        ["place", null],
      ])
      const [kept] = await ledger.connection()("klarna_customer_token")
      const told = JSON.stringify(ledger.heard("klarna.customer_token.created"))
      expect(told).toContain(kept.id)
      for (const secret of [token, kept.token_id]) {
        expect(told).not.toContain(secret)
        expect(JSON.stringify(operations)).not.toContain(secret)
        const data = await klarna.publicData("payses_1", await now(ledger, purchase))
        expect(JSON.stringify(data)).not.toContain(secret)
      }
    })

    it("is placed without the token when its answer is lost: it cannot be asked for again", async () => {
      const { purchase } = await agreedTo(ledger)
      await ledger.fault({ kind: "lost_response", match: { method: "POST", path: TOKEN }, times: 5 })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      await ledger.clearFaults()
      expect(await tokenCalls()).toHaveLength(1)
      expect(await ordersAtKlarna(ledger)).toHaveLength(1)
      expect(ledger.heard("klarna.operation.unknown")).toMatchObject([{ kind: "tokenize" }])

      const placed = await readAgain(ledger, purchase)
      const [subscription] = await klarna.subscriptions.begin(placed, "order_1", [soldOf(monthly)])
      expect(subscription).toMatchObject({ status: "active", customer_token_id: null })
      expect(ledger.heard("klarna.customer_token.missing")).toMatchObject([{ order_id: "order_1" }])
    })

    /** Placing dies before the order is sent, and whoever asked for the token died where the test says. */
    async function killed(purchase: PurchaseRow) {
      const { keepStatus } = klarna.purchases
      klarna.purchases.keepStatus = async () => {
        throw new Error("killed")
      }
      await failureOf(klarna.placeOrder(purchase.id))
      klarna.purchases.keepStatus = keepStatus
      await ledger
        .connection()("klarna_operation")
        .where({ kind: "tokenize" })
        .update({ status: "sent", klarna_id: null })
      moveClock(3 * MINUTE)
    }

    it("goes on without it when the process that asked for the token died", async () => {
      const { purchase } = await agreedTo(ledger)
      await ledger.fault({ kind: "lost_response", match: { method: "POST", path: TOKEN }, times: 1 })
      await killed(purchase)
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      expect(await tokenCalls()).toHaveLength(1)
      expect(await placings(ledger)).toHaveLength(1)
      expect(await tokensOf()).toEqual([])
    })

    it("keeps the token when the process dies right after it was kept", async () => {
      const { purchase } = await agreedTo(ledger)
      await killed(purchase)
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      const rows = await ledger.connection()("klarna_operation").where({ kind: "tokenize" })
      expect(rows).toMatchObject([{ status: "confirmed", target: null }])
      expect(await tokensOf()).toHaveLength(1)
      expect(await tokenCalls()).toHaveLength(1)
      expect(await placings(ledger)).toHaveLength(1)
    })

    it("places nothing when Klarna refuses the token, and gives the authorization back", async () => {
      const { purchase } = await agreedTo(ledger)
      await ledger.fault({
        kind: "status",
        status: 403,
        body: { error_code: "INVALID_OPERATION", error_messages: ["Not enabled for this merchant"] },
        match: { method: "POST", path: TOKEN },
        times: 1,
      })
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({ result: "refused" })
      expect(await placings(ledger)).toEqual([])
      expect(await ledger.calls("DELETE", /^\/payments\/v1\/authorizations/)).toHaveLength(1)
      expect(await readAgain(ledger, purchase)).toMatchObject({
        klarna_status: "incomplete",
        authorization_token: null,
      })
    })

    it("waits for its token while Klarna throttles, and places nothing before", async () => {
      const { purchase } = await agreedTo(ledger)
      await ledger.fault({ kind: "status", status: 429, match: { method: "POST", path: TOKEN }, times: 5 })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "unknown" })
      expect(await placings(ledger)).toEqual([])
      await ledger.clearFaults()
      moveClock(MINUTE)
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      expect(await tokensOf()).toHaveLength(1)
    })

    it("whose session asks for another intent than the cart is given back: nothing is placed", async () => {
      const { purchase } = await agreedTo(ledger, { draft: lampOf() }, { data: { intent: "tokenize" } })
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({ result: "refused", code: "cart_changed" })
      expect([await placings(ledger), await tokenCalls()]).toEqual([[], []])
    })

    it("that is refused as an order, and agreed to anew, leaves one token behind", async () => {
      const { purchase } = await agreedTo(ledger, {}, { result: "reject_order" })
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({ result: "refused" })
      const again = await agree(ledger, await readAgain(ledger, purchase))
      await klarna.noteAuthorization(purchase.id, again, "browser")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      const placed = await readAgain(ledger, purchase)
      const [subscription] = await klarna.subscriptions.begin(placed, "order_1", [soldOf(monthly)])
      const [newest, older] = await tokensOf()
      expect([newest?.status, older?.status]).toEqual(["ACTIVE", "CANCELLED"])
      expect(subscription?.customer_token_id).toBe(newest?.id)
      const cancelled = await ledger.calls("PATCH", /^\/customer-token\/v1\/tokens\/[^/]+\/status$/)
      expect(cancelled.map(({ status }) => status)).toEqual([202])
    })
  })

  describe("a free trial", () => {
    it("gives a token and no order", async () => {
      const { purchase } = await agreedTo(ledger, { draft: lampOf(monthly, "0") })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      expect(await placings(ledger)).toEqual([])
      const tokenized = await readAgain(ledger, purchase)
      expect(tokenized).toMatchObject({ klarna_status: "tokenized", klarna_order_id: null })
      expect(await tokensOf()).toHaveLength(1)
      const [subscription] = await klarna.subscriptions.begin(tokenized, "order_1", [soldOf(monthly)])
      expect(subscription).toMatchObject({ status: "active", next_period: 1 })
    })

    it("asks the buyer again when the answer is lost: nothing was paid, so nothing is kept", async () => {
      const { purchase } = await agreedTo(ledger, { draft: lampOf(monthly, "0") })
      await ledger.fault({ kind: "lost_response", match: { method: "POST", path: TOKEN }, times: 1 })
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({ result: "refused" })
      await ledger.clearFaults()
      const again = await agree(ledger, await readAgain(ledger, purchase))
      await klarna.noteAuthorization(purchase.id, again, "browser")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      expect(await readAgain(ledger, purchase)).toMatchObject({ klarna_status: "tokenized" })
    })
  })

  describe("a customer's token", () => {
    const kept = async () => {
      const { purchase } = await agreedTo(ledger)
      await klarna.placeOrder(purchase.id)
      await ledger.forget()
      return (await klarna.subscriptions.tokens.ofPurchase(purchase.id)) as { id: string; token_id: string }
    }

    it("shows how it pays, which Klarna is asked about now and then", async () => {
      await kept()
      const shown = await tokensOf()
      expect(shown).toMatchObject([{ status: "ACTIVE", payment_method_type: expect.any(String) }])
      await tokensOf()
      expect(await ledger.journey()).toEqual(["GET /customer-token/v1/tokens/:id"])
      moveClock(11 * MINUTE)
      await tokensOf()
      expect(await ledger.journey()).toHaveLength(2)
    })

    it("that was cancelled at Klarna is known as such, and told once", async () => {
      const { id, token_id } = await kept()
      await ledger.control("POST", `customer-tokens/${token_id}`, { status: "CANCELLED" })
      expect(await tokensOf()).toMatchObject([{ status: "CANCELLED", cancelled_by: null }])
      await tokensOf()
      expect(ledger.heard("klarna.customer_token.cancelled")).toMatchObject([{ id, cancelled_by: null }])
    })

    it("is shown as it was known while Klarna does not answer", async () => {
      await kept()
      await ledger.fault({ kind: "status", status: 503, match: { path: "/customer-token/" }, times: 10 })
      expect(await tokensOf()).toMatchObject([{ status: "ACTIVE", checked_at: null }])
    })

    it("is cancelled at once here, and at Klarna until it has heard", async () => {
      const { id, token_id } = await kept()
      await ledger.fault({ kind: "status", status: 503, match: { method: "PATCH" }, times: 10 })
      expect(await klarna.subscriptions.tokens.cancel(id, "cus_1")).toMatchObject({ status: "CANCELLED" })
      expect(await klarna.subscriptions.tokens.cancel(id, "cus_1")).toBeUndefined()
      expect(ledger.heard("klarna.customer_token.cancelled")).toMatchObject([{ id, cancelled_by: "cus_1" }])
      await ledger.clearFaults()
      moveClock(MINUTE)
      const [due] = await klarna.operations.claimDue(10, MINUTE)
      expect(due).toMatchObject({ kind: "cancel-token", created_by: "cus_1" })
      await klarna.subscriptions.tokens.sendCancel(due!)
      const [atKlarna] = await ledger.calls("PATCH", new RegExp(`${token_id}/status$`))
      expect(atKlarna).toBeDefined()
      expect(await klarna.operations.claimDue(10, MINUTE)).toEqual([])
    })
  })
})
