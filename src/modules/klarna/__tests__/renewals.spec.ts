import type { LineSubscription } from "../../../domain/line-subscription"
import {
  chargedOrders,
  chargesOf,
  DAY,
  monthly,
  moveTo,
  moveToNext,
  runJob,
  shopOf,
  subscribed,
  subscriptionNow,
  tokenOrders,
} from "./subscriptions-support"
import { failureOf, MINUTE, moveClock, withLedger } from "./support"

withLedger("renewals", (ledger) => {
  const { klarna } = ledger
  const dates = (charges: { due_at: Date }[]) =>
    charges.map(({ due_at }) => due_at.toISOString().slice(0, 10))

  describe("a subscription", () => {
    it("is charged twelve times in a year, each month once, on the last day where the month is short", async () => {
      const { subscription } = await subscribed(ledger, monthly, "2027-01-31T10:00:00Z")
      const shop = shopOf(ledger)
      for (let month = 1; month <= 12; month += 1) {
        await moveToNext(ledger, subscription)
        await runJob(ledger, shop)
        await runJob(ledger, shop)
      }
      const charges = await chargesOf(ledger, subscription)
      expect(dates(charges)).toEqual([
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
        "2027-05-31",
        "2027-06-30",
        "2027-07-31",
        "2027-08-31",
        "2027-09-30",
        "2027-10-31",
        "2027-11-30",
        "2027-12-31",
        "2028-01-31",
      ])
      expect(new Set(charges.map(({ state }) => state))).toEqual(new Set(["charged"]))
      expect(await chargedOrders(ledger)).toHaveLength(12)
      expect(new Set(charges.map(({ klarna_order_id }) => klarna_order_id)).size).toBe(12)
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({
        status: "active",
        next_period: 13,
      })
    })

    it("costs Klarna one call per renewal", async () => {
      const { subscription } = await subscribed(ledger)
      await moveToNext(ledger, subscription)
      await runJob(ledger, shopOf(ledger))
      expect(await ledger.journey()).toEqual(["POST /customer-token/v1/tokens/:id/order"])
    })

    it("left where the goods go and our callbacks' secrets in the ledger after it was charged", async () => {
      const { subscription } = await subscribed(ledger)
      const shop = shopOf(ledger)
      await moveToNext(ledger, subscription)
      await runJob(ledger, shop)
      const [row] = await ledger.connection()("klarna_operation").where({ kind: "charge" })
      expect(row).toMatchObject({ status: "confirmed", body: expect.stringContaining("order_lines") })
      expect(row.body).not.toMatch(/merchant_urls|shipping_address|hooks/)
    })

    it("is an order at Klarna with our numbers, lines and amount, kept like any other", async () => {
      const { subscription } = await subscribed(ledger)
      moveClock(31 * DAY)
      await runJob(ledger, shopOf(ledger))
      const [charge] = await chargesOf(ledger, subscription)
      const [call] = await tokenOrders(ledger)
      expect(call?.request).toMatchObject({
        order_amount: 10000,
        order_tax_amount: 2000,
        purchase_currency: "SEK",
        order_lines: [{ subscription: monthly, total_amount: 10000 }],
        merchant_reference1: "1001",
        merchant_reference2: `order_${charge?.id}`,
      })
      expect(call?.idempotency_key).toMatch(/^[0-9a-f-]{36}$/)
      expect(charge).toMatchObject({ state: "charged", settled_by: "token", amount: 10000, attempts: 1 })
      expect(await klarna.purchases.byId(charge?.purchase_id as string)).toMatchObject({
        subject_type: "order",
        subject_id: charge?.order_id,
        klarna_status: "accepted",
        klarna_order_id: charge?.klarna_order_id,
        amount: 10000,
      })
      expect(ledger.heard("klarna.subscription.charged")).toEqual([
        {
          id: subscription.id,
          charge_id: charge?.id,
          period: 1,
          order_id: charge?.order_id,
          settled_by: "token",
        },
      ])
    })

    it("keeps its hour on the wall across daylight saving time", async () => {
      const daily: LineSubscription = { name: "Paper", interval: "DAY", interval_count: 1 }
      const timeZone = "Europe/Stockholm"
      const { subscription } = await subscribed(ledger, daily, "2029-03-23T06:00:00Z", { timeZone })
      expect(subscription.time_zone).toBe(timeZone)
      for (let day = 1; day <= 3; day += 1) {
        await moveToNext(ledger, subscription)
        await runJob(ledger, shopOf(ledger, daily))
      }
      // The clock is put forward on the 25th.
      expect((await chargesOf(ledger, subscription)).map(({ due_at }) => due_at.getUTCHours())).toEqual([
        6, 5, 5,
      ])
    })
  })

  describe("periods that nobody charged", () => {
    it("are charged each once, oldest first, one after the other", async () => {
      const { subscription } = await subscribed(ledger, monthly, "2030-01-15T10:00:00Z")
      moveTo(ledger, "2030-04-20T10:00:00Z")
      await runJob(ledger, shopOf(ledger))
      const charges = await chargesOf(ledger, subscription)
      expect(dates(charges)).toEqual(["2030-02-15", "2030-03-15", "2030-04-15"])
      expect(charges.map(({ state }) => state)).toEqual(["charged", "charged", "charged"])
      const settled = charges.map(({ settled_at }) => settled_at?.getTime() ?? 0)
      expect([...settled].sort((a, b) => a - b)).toEqual(settled)
      expect(await chargedOrders(ledger)).toHaveLength(3)
    })

    it("are left out but the latest where the shop wants it so", async () => {
      const { subscription } = await subscribed(ledger, monthly, undefined, { missedPeriods: "latest" })
      moveClock(95 * DAY)
      await runJob(ledger, shopOf(ledger))
      const states = (await chargesOf(ledger, subscription)).map(({ state }) => state)
      expect(states).toEqual(["skipped", "skipped", "charged"])
      expect(await chargedOrders(ledger)).toHaveLength(1)
    })

    it("wait for the one before: an open one is not overtaken", async () => {
      const { subscription, token } = await subscribed(ledger)
      await ledger.control("POST", `customer-tokens/${token.token_id}`, {
        refuses_with: "PAYMENT_METHOD_FAILED",
      })
      moveClock(95 * DAY)
      await runJob(ledger, shopOf(ledger))
      expect((await chargesOf(ledger, subscription)).map(({ state }) => state)).toEqual([
        "retrying",
        "due",
        "due",
      ])
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })
  })

  describe("several runners", () => {
    it("make one charge of a period, whoever is first", async () => {
      const { subscription } = await subscribed(ledger)
      const shop = shopOf(ledger)
      moveClock(31 * DAY)
      await Promise.all(Array.from({ length: 5 }, () => runJob(ledger, shop)))
      const charges = await chargesOf(ledger, subscription)
      expect(charges).toMatchObject([{ state: "charged", attempts: 1 }])
      expect(await tokenOrders(ledger)).toHaveLength(1)
      expect(ledger.heard("klarna.subscription.charged")).toHaveLength(1)
      expect(shop.placed).toEqual([charges[0]?.order_id])
    })

    it("charge nothing twice when one of them died with the charge in hand", async () => {
      const { subscription } = await subscribed(ledger)
      moveClock(31 * DAY)
      await klarna.subscriptions.makeDueCharges(10)
      const [charge] = await chargesOf(ledger, subscription)
      await ledger
        .connection()("klarna_charge")
        .where({ id: charge?.id })
        .update({ claimed_by: "dead", claimed_until: new Date(klarna.now() + 3 * MINUTE) })
      await runJob(ledger, shopOf(ledger))
      expect(await tokenOrders(ledger)).toEqual([])
      moveClock(4 * MINUTE)
      await runJob(ledger, shopOf(ledger))
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })
  })

  describe("a process that dies", () => {
    const die = async (): Promise<never> => {
      throw new Error("killed")
    }

    /** One run that dies at a place, and another one when its traces have gone cold. */
    async function diesOnce(arrange: (shop: ReturnType<typeof shopOf>) => () => void) {
      const { subscription } = await subscribed(ledger)
      const shop = shopOf(ledger)
      moveClock(31 * DAY)
      const mend = arrange(shop)
      await runJob(ledger, shop)
      mend()
      moveClock(20 * MINUTE)
      await runJob(ledger, shop)
      const charges = await chargesOf(ledger, subscription)
      expect(charges).toMatchObject([{ state: "charged", settled_by: "token" }])
      expect(await chargedOrders(ledger)).toHaveLength(1)
      expect([...shop.orders.values()]).toEqual([{ standing: "open", made: 1 }])
      return { subscription, charge: charges[0]! }
    }

    it("after the order was made, makes no second one", async () => {
      await diesOnce((shop) => {
        const { prepare } = shop
        shop.prepare = async (...args) => {
          await prepare(...args)
          return die()
        }
        return () => Object.assign(shop, { prepare })
      })
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })

    it("before the charge was sent, charges once", async () => {
      await diesOnce(() => {
        const { keepStatus } = klarna.purchases
        klarna.purchases.keepStatus = die
        return () => (klarna.purchases.keepStatus = keepStatus)
      })
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })

    it("with Klarna's answer in hand, finds the same order by the same key", async () => {
      await diesOnce(() => {
        const { keepStatus } = klarna.purchases
        klarna.purchases.keepStatus = async (row, known) =>
          known.klarna_order_id ? die() : keepStatus.call(klarna.purchases, row, known)
        return () => (klarna.purchases.keepStatus = keepStatus)
      })
      const calls = await tokenOrders(ledger)
      expect(calls).toHaveLength(2)
      expect(new Set(calls.map(({ idempotency_key }) => idempotency_key)).size).toBe(1)
      expect(new Set(calls.map(({ request }) => JSON.stringify(request))).size).toBe(1)
    })

    it("before anybody heard of the paid order, tells it afterwards", async () => {
      await diesOnce((shop) => {
        const { settle } = shop
        shop.settle = (purchaseId) =>
          klarna.purchases.byId(purchaseId).then(async (purchase) => {
            if (purchase) await klarna.subscriptions.settlePaid(purchase, die)
          })
        return () => Object.assign(shop, { settle })
      })
      expect(ledger.heard("klarna.subscription.charged")).toHaveLength(1)
    })

    it("before the payment is in Medusa's books, brings it there afterwards", async () => {
      await diesOnce((shop) => {
        const { settle } = shop
        shop.settle = die
        return () => Object.assign(shop, { settle })
      })
      expect(await tokenOrders(ledger)).toHaveLength(1)
    })
  })

  describe("an answer that is lost", () => {
    const CHARGE = { method: "POST", path: "customer-token/v1/tokens/.*/order$" }

    it.each([
      ["was charged", { kind: "lost_response" }],
      ["was not charged", { kind: "status", status: 503 }],
      ["cannot be told", { kind: "reset" }],
    ])("is asked for again with the same key, and is one order where it %s", async (_, fault) => {
      const { subscription } = await subscribed(ledger)
      const shop = shopOf(ledger)
      moveClock(31 * DAY)
      await ledger.fault({ ...fault, match: CHARGE, times: 3 })
      await runJob(ledger, shop)
      expect(await chargesOf(ledger, subscription)).toMatchObject([{ state: "charging", refusals: 0 }])
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "active" })
      expect(ledger.heard("klarna.operation.unknown")).toMatchObject([{ kind: "charge" }])
      await ledger.clearFaults()
      moveClock(5 * MINUTE)
      await runJob(ledger, shop)
      expect(await chargesOf(ledger, subscription)).toMatchObject([{ state: "charged" }])
      expect(await chargedOrders(ledger)).toHaveLength(1)
      const keys = (await tokenOrders(ledger)).map(({ idempotency_key }) => idempotency_key)
      expect(new Set(keys).size).toBe(1)
    })

    it("for longer than Klarna keeps the key stops: it is somebody's to look at, and never sent again", async () => {
      const { subscription } = await subscribed(ledger)
      const shop = shopOf(ledger)
      moveClock(31 * DAY)
      await ledger.fault({ kind: "lost_response", match: CHARGE, times: 100 })
      await runJob(ledger, shop)
      moveClock(DAY)
      await ledger.clearFaults()
      const sent = (await tokenOrders(ledger)).length
      await runJob(ledger, shop)
      expect(await tokenOrders(ledger)).toHaveLength(sent)
      expect(await chargesOf(ledger, subscription)).toMatchObject([
        { state: "failed", last_error: { code: "ANSWER_LOST" } },
      ])
      expect(ledger.heard("klarna.subscription.charge_failed")).toMatchObject([
        { reason: "unknown_outcome", next_attempt_at: null },
      ])

      const refused = klarna.subscriptions.chargeNow(subscription.id, "user_1", false)
      expect(await failureOf(refused)).toMatchObject({ code: "operation_unresolved" })
      await klarna.subscriptions.chargeNow(subscription.id, "user_1", true)
      await runJob(ledger, shop)
      const [charge] = await chargesOf(ledger, subscription)
      expect(charge).toMatchObject({ state: "charged", requested_by: "user_1" })
      const keys = (await tokenOrders(ledger)).map(({ idempotency_key }) => idempotency_key)
      expect(new Set(keys).size).toBe(2)
    })

    it("is found by Klarna's push as well", async () => {
      const { subscription } = await subscribed(ledger)
      const shop = shopOf(ledger)
      moveClock(31 * DAY)
      await ledger.fault({ kind: "lost_response", match: CHARGE, times: 3 })
      await runJob(ledger, shop)
      await ledger.clearFaults()
      const [charge] = await chargesOf(ledger, subscription)
      const [orderId] = await chargedOrders(ledger)
      expect(await klarna.adoptOrder(charge?.purchase_id as string, orderId as string)).toBe(true)
      moveClock(5 * MINUTE)
      const before = (await tokenOrders(ledger)).length
      await runJob(ledger, shop)
      expect(await chargesOf(ledger, subscription)).toMatchObject([
        { state: "charged", settled_by: "token", klarna_order_id: orderId },
      ])
      expect(await tokenOrders(ledger)).toHaveLength(before)
    })
  })
})
