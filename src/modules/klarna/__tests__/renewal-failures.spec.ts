import type { CustomerTokensOptions } from "../../../config/customer-tokens-options"
import type { ChargeFailure } from "../../../domain/charge-failure"
import type { ChargeRow, SubscriptionRow } from "../subscription-rows"
import type { RenewalOrders } from "../subscriptions/renewal-orders"
import {
  changeToken,
  chargedOrders,
  chargesOf,
  DAY,
  runJob,
  shopOf,
  subscribed,
  subscriptionNow,
  tokenOrders,
} from "./subscriptions-support"
import { failureOf, HOUR, MINUTE, moveClock, withLedger } from "./support"

withLedger("failures", (ledger) => {
  const { klarna } = ledger
  const CHARGE = { method: "POST", path: "customer-token/v1/tokens/.*/order$" }

  /** A subscription whose first renewal is due now. */
  async function due(options = {}) {
    const sold = await subscribed(ledger, undefined, undefined, options)
    moveClock(31 * DAY)
    return { ...sold, shop: shopOf(ledger) }
  }

  const first = async (subscription: SubscriptionRow): Promise<ChargeRow> =>
    (await chargesOf(ledger, subscription))[0] as ChargeRow

  const refuse = (status: number, error_code: string, times = 100) =>
    ledger.fault({
      kind: "status",
      status,
      body: { error_code, error_messages: ["no"] },
      match: CHARGE,
      times,
    })

  const failures = () => ledger.heard("klarna.subscription.charge_failed").map(({ reason }) => reason)
  const sentLinks = () => ledger.heard("klarna.subscription.payment_link")

  /** What the customer does with the link. */
  async function payLink(charge: ChargeRow) {
    const page = await klarna.pageRows.live(charge.purchase_id as string)
    await ledger.buyer(page?.hpp_session_id ?? null, "approve")
  }

  describe("a charge that is refused for now", () => {
    it("is tried again after 1, 3 and 5 days with a key of its own each, then the customer gets a link", async () => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, { refuses_with: "PAYMENT_METHOD_FAILED" })
      const start = klarna.now()
      await runJob(ledger, shop)
      const waits: number[] = []
      for (let charge = await first(subscription); charge.state === "retrying";) {
        const wait = (charge.next_attempt_at?.getTime() ?? 0) - start
        waits.push(Math.round(wait / DAY))
        moveClock((charge.next_attempt_at?.getTime() ?? 0) - klarna.now() + 1)
        await runJob(ledger, shop)
        charge = await first(subscription)
      }
      expect(waits).toEqual([1, 3, 5])
      expect(failures()).toEqual(["retry_later", "retry_later", "retry_later", "retry_later"])
      const keys = (await tokenOrders(ledger)).map(({ idempotency_key }) => idempotency_key)
      expect(new Set(keys).size).toBe(4)
      expect(await first(subscription)).toMatchObject({
        state: "awaiting_payment",
        refusals: 4,
        link_reason: "payment_failed",
      })
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "past_due" })
      expect([...shop.orders.values()]).toEqual([{ standing: "open", made: 1 }])
    })

    it("is paid at the next try when the method works again, and the subscription goes on", async () => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, { refuses_with: "PAYMENT_METHOD_FAILED" })
      await runJob(ledger, shop)
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({
        status: "past_due",
        status_reason: "retry_later",
      })
      await changeToken(ledger, token, { refuses_with: null })
      moveClock(DAY + MINUTE)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "charged", settled_by: "token", attempts: 2 })
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({
        status: "active",
        status_reason: null,
        next_period: 2,
      })
      expect(await chargedOrders(ledger)).toHaveLength(1)
    })

    it("because the token is suspended is tried again as well, and the token known as such", async () => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, { status: "SUSPENDED" })
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "retrying" })
      expect(await klarna.subscriptions.tokens.byId(token.id)).toMatchObject({ status: "SUSPENDED" })
      await changeToken(ledger, token, { status: "ACTIVE" })
      moveClock(DAY + MINUTE)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "charged" })
      expect(await klarna.subscriptions.tokens.byId(token.id)).toMatchObject({ status: "ACTIVE" })
    })
  })

  describe("the customer is sent a link at once", () => {
    it.each([
      ["where the payment method failed", { refuses_with: "UNAVAILABLE_PAYMENT_METHOD" }, "needs_customer"],
      ["where the token was cancelled at Klarna", { status: "CANCELLED" }, "token_ended"],
    ])("%s", async (_, state, reason) => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, state)
      await runJob(ledger, shop)
      const charge = await first(subscription)
      expect(charge).toMatchObject({ state: "awaiting_payment", links: 1 })
      expect(failures()).toEqual([reason])
      expect(sentLinks()).toEqual([
        {
          id: subscription.id,
          charge_id: charge.id,
          period: 1,
          order_id: charge.order_id,
          purchase_id: charge.purchase_id,
          payment_session_id: expect.stringContaining("payses_"),
          expires_at: expect.any(String),
          reason: charge.link_reason,
          renewed: false,
        },
      ])
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })

    it("where the token was cancelled here, without asking Klarna", async () => {
      const { subscription, token, shop } = await due()
      await klarna.subscriptions.tokens.cancel(token.id, "cus_1")
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({
        state: "awaiting_payment",
        link_reason: "token_ended",
      })
      expect(await tokenOrders(ledger)).toEqual([])
    })

    it("where there is no token", async () => {
      const { subscription, shop } = await due()
      await ledger.connection()("klarna_subscription").update({ customer_token_id: null })
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({
        state: "awaiting_payment",
        link_reason: "token_missing",
      })
    })
  })

  describe("a link", () => {
    const owed = async (options: Partial<CustomerTokensOptions> = {}) => {
      const sold = await due(options)
      await changeToken(ledger, sold.token, { refuses_with: "UNAVAILABLE_PAYMENT_METHOD" })
      await runJob(ledger, sold.shop)
      return { ...sold, charge: await first(sold.subscription) }
    }

    it("that is paid settles the period and brings a new token, with which the next one is charged", async () => {
      const { subscription, token, shop, charge } = await owed()
      await payLink(charge)
      await shop.settle(charge.purchase_id as string)
      expect(await first(subscription)).toMatchObject({ state: "charged", settled_by: "link" })
      const current = await subscriptionNow(ledger, subscription)
      expect(current).toMatchObject({ status: "active" })
      expect(current.customer_token_id).not.toBe(token.id)

      moveClock(31 * DAY)
      await runJob(ledger, shop)
      const [, second] = await chargesOf(ledger, subscription)
      expect(second).toMatchObject({ state: "charged", settled_by: "token" })
    })

    it("left the customer with two tokens that looked the same once it was paid", async () => {
      const { subscription, token, shop, charge } = await owed()
      await payLink(charge)
      await shop.settle(charge.purchase_id as string)
      const { customer_token_id } = await subscriptionNow(ledger, subscription)
      const usable = (await klarna.subscriptions.tokens.known(token.customer_id)).filter(
        ({ status }) => status !== "CANCELLED"
      )
      expect(usable.map(({ id }) => id)).toEqual([customer_token_id])
      const { status } = await klarna.clientsOf("main").customerTokens.readToken(token.token_id)
      expect(status).toBe("CANCELLED")
    })

    it("leaves a token alone that another subscription is charged with", async () => {
      const { subscription, token, shop, charge } = await owed()
      await ledger
        .connection()
        .raw(
          `insert into klarna_subscription select (jsonb_populate_record(row, '{"id":"klsub_other","line_id":"other","purchase_id":"klpur_other"}')).* from klarna_subscription as row where id = ?`,
          [subscription.id]
        )
      await payLink(charge)
      await shop.settle(charge.purchase_id as string)
      expect((await subscriptionNow(ledger, subscription)).customer_token_id).not.toBe(token.id)
      expect((await klarna.subscriptions.tokens.byId(token.id))?.status).not.toBe("CANCELLED")
    })

    it("asks for a token and leaves placing the order to us", async () => {
      const { charge } = await owed()
      const [session] = (await ledger.calls("POST", /^\/payments\/v1\/sessions$/)).slice(-1)
      expect(session?.request).toMatchObject({ intent: "buy_and_tokenize", order_amount: 10000 })
      expect(await klarna.purchases.byId(charge.purchase_id as string)).toMatchObject({
        presentation: "hosted_page",
        place_order_mode: "NONE",
        customer_id: "cus_1",
      })
    })

    const letLinksRunOut = async (shop: RenewalOrders) => {
      for (let round = 0; round < 4; round += 1) {
        moveClock(49 * HOUR)
        await runJob(ledger, shop)
      }
    }

    it("that expires is made anew as often as the shop wants, and told each time; then the subscription ends", async () => {
      const { subscription, shop } = await owed()
      await letLinksRunOut(shop)
      expect(sentLinks().map(({ renewed }) => renewed)).toEqual([false, true, true])
      expect(new Set(sentLinks().map(({ payment_session_id }) => payment_session_id)).size).toBe(3)
      expect(failures().slice(-1)).toEqual(["link_not_paid"])
      expect(await first(subscription)).toMatchObject({ state: "cancelled" })
      expect([...shop.orders.values()]).toMatchObject([{ standing: "canceled" }])
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({
        status: "ended",
        status_reason: "unpaid",
        next_charge_at: null,
      })
      expect(ledger.heard("klarna.subscription.cancelled")).toMatchObject([
        { status: "ended", reason: "unpaid", actor: null },
      ])
    })

    it("that was the last left a subscription for which nobody could do anything", async () => {
      const { subscription, shop } = await owed({ unpaidRenewals: "keep" })
      await letLinksRunOut(shop)
      expect(await first(subscription)).toMatchObject({ state: "awaiting_payment", next_attempt_at: null })
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "past_due" })

      await klarna.subscriptions.chargeNow(subscription.id, "user_1", false)
      await runJob(ledger, shop)
      expect(sentLinks()).toHaveLength(4)
      const charge = await first(subscription)
      await payLink(charge)
      await shop.settle(charge.purchase_id as string)
      expect(await first(subscription)).toMatchObject({ state: "charged", settled_by: "link" })
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "active" })
    })

    it("was told with the address that anybody could pay at", async () => {
      const { charge } = await owed()
      const page = await klarna.pageRows.live(charge.purchase_id as string)
      expect(page?.redirect_url).toMatch(/^http/)
      expect(JSON.stringify(sentLinks())).not.toContain(page?.redirect_url)
      expect(JSON.stringify(sentLinks())).not.toContain(page?.hpp_session_id)
    })

    it("that cannot be opened is tried again", async () => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, { refuses_with: "UNAVAILABLE_PAYMENT_METHOD" })
      await ledger.fault({
        kind: "status",
        status: 503,
        match: { method: "POST", path: "/payments/v1/sessions" },
        times: 10,
      })
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "awaiting_payment", links: 0 })
      await ledger.clearFaults()
      moveClock(16 * MINUTE)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "awaiting_payment", links: 1 })
      expect(sentLinks()).toHaveLength(1)
    })

    it("leaves out the periods that pass before it is paid: nothing was owed twice", async () => {
      const { subscription, shop } = await owed()
      moveClock(75 * DAY)
      await runJob(ledger, shop)
      const charge = await first(subscription)
      await payLink(charge)
      await shop.settle(charge.purchase_id as string)
      await runJob(ledger, shop)
      const states = (await chargesOf(ledger, subscription)).map(({ state }) => state)
      expect(states).toEqual(["charged", "skipped", "skipped"])
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "active", next_period: 4 })
    })
  })

  describe("a failure that is nobody's refusal", () => {
    it.each([
      ["our mistake", 400, "BAD_VALUE", "our_mistake"],
      ["a code that nobody knows", 403, "SOMETHING_NEW", "unknown"],
    ] as [string, number, string, ChargeFailure][])(
      "%s stops until somebody looked, and is not repeated by itself",
      async (_, status, code, reason) => {
        const { subscription, shop } = await due()
        await refuse(status, code)
        await runJob(ledger, shop)
        moveClock(10 * DAY)
        await runJob(ledger, shop)
        expect(await tokenOrders(ledger)).toHaveLength(1)
        expect(failures()).toEqual([reason])
        expect(await first(subscription)).toMatchObject({ state: "failed", last_error: { code } })

        await ledger.clearFaults()
        await klarna.subscriptions.chargeNow(subscription.id, "user_1", false)
        await runJob(ledger, shop)
        expect(await first(subscription)).toMatchObject({ state: "charged", requested_by: "user_1" })
      }
    )

    it("bad credentials are told once and tried again with the same key, without any refusal counted", async () => {
      const { subscription, shop } = await due()
      await refuse(401, "UNAUTHORIZED")
      for (let round = 0; round < 3; round += 1) {
        await runJob(ledger, shop)
        moveClock(2 * HOUR)
      }
      expect(failures()).toEqual(["not_sent"])
      expect(await first(subscription)).toMatchObject({ state: "charging", refusals: 0 })
      await ledger.clearFaults()
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "charged" })
      const keys = (await tokenOrders(ledger)).map(({ idempotency_key }) => idempotency_key)
      expect(new Set(keys).size).toBe(1)
    })

    it("an order that Medusa cannot make charges nothing, and goes on when it can", async () => {
      const { subscription, shop } = await due()
      const { prepare } = shop
      shop.prepare = async () => {
        throw Object.assign(new Error("Not enough stock available"), {
          name: "Error",
          type: "not_allowed",
          code: "insufficient_inventory",
        })
      }
      await runJob(ledger, shop)
      expect(failures()).toEqual(["order_not_made"])
      expect(await first(subscription)).toMatchObject({
        state: "failed",
        last_error: { code: "insufficient_inventory" },
      })
      expect(await tokenOrders(ledger)).toEqual([])
      Object.assign(shop, { prepare })
      await klarna.subscriptions.chargeNow(subscription.id, "user_1", false)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "charged" })
    })
  })

  describe("the end of a subscription", () => {
    it("charges nothing more", async () => {
      const { subscription, shop } = await due()
      expect(
        await klarna.subscriptions.end(subscription.id, { status: "cancelled", actor: "cus_1" })
      ).toMatchObject({
        status: "cancelled",
        cancelled_by: "cus_1",
        next_charge_at: null,
      })
      expect(
        await klarna.subscriptions.end(subscription.id, { status: "cancelled", actor: "cus_1" })
      ).toBeUndefined()
      await runJob(ledger, shop)
      moveClock(365 * DAY)
      await runJob(ledger, shop)
      expect(await chargesOf(ledger, subscription)).toEqual([])
      expect(ledger.heard("klarna.subscription.cancelled")).toEqual([
        { id: subscription.id, customer_id: "cus_1", status: "cancelled", reason: null, actor: "cus_1" },
      ])
      const early = klarna.subscriptions.chargeNow(subscription.id, "user_1", false)
      expect(await failureOf(early)).toMatchObject({ code: "nothing_to_charge" })
    })

    it("gives up what is due and not paid, with its order", async () => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, { refuses_with: "PAYMENT_METHOD_FAILED" })
      await runJob(ledger, shop)
      await klarna.subscriptions.end(subscription.id, { status: "cancelled", actor: "cus_1" })
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "cancelled" })
      expect([...shop.orders.values()]).toMatchObject([{ standing: "canceled" }])
      moveClock(10 * DAY)
      await runJob(ledger, shop)
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })

    it("while a charge's answer is out waits for the answer: what was charged stays an order", async () => {
      const { subscription, shop } = await due()
      await ledger.fault({ kind: "lost_response", match: CHARGE, times: 3 })
      await runJob(ledger, shop)
      await ledger.clearFaults()
      await klarna.subscriptions.end(subscription.id, { status: "cancelled", actor: "cus_1" })
      moveClock(5 * MINUTE)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "charged" })
      expect(await chargedOrders(ledger)).toHaveLength(1)
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "cancelled" })
    })

    it("of one order alone leaves that period out", async () => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, { refuses_with: "PAYMENT_METHOD_FAILED" })
      await runJob(ledger, shop)
      const [orderId] = [...shop.orders.keys()]
      shop.orders.set(orderId as string, { standing: "canceled", made: 1 })
      moveClock(DAY + MINUTE)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "cancelled" })
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "active" })
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })
  })

  describe("a renewal before its time", () => {
    it("is charged because staff asked, and not again when its time comes", async () => {
      const { subscription } = await subscribed(ledger)
      const shop = shopOf(ledger)
      const asked = await klarna.subscriptions.chargeNow(subscription.id, "user_1", false)
      expect(asked).toMatchObject({ period: 1, requested_by: "user_1" })
      await runJob(ledger, shop)
      moveClock(31 * DAY)
      await runJob(ledger, shop)
      expect(await chargesOf(ledger, subscription)).toMatchObject([{ period: 1, state: "charged" }])
      expect(await chargedOrders(ledger)).toHaveLength(1)
    })

    it("paid by another method of the shop's is settled without a charge", async () => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, { refuses_with: "PAYMENT_METHOD_FAILED" })
      await runJob(ledger, shop)
      const [orderId] = [...shop.orders.keys()]
      shop.orders.set(orderId as string, { standing: "paid", made: 1 })
      moveClock(DAY + MINUTE)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "charged", settled_by: "other" })
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "active" })
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })
  })
})
