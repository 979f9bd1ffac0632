import { setTimeout as pause } from "node:timers/promises"
import { eventually } from "../support/eventually"
import { withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(180_000)

withKlarnaShop((shop) => {
  const count = async (call: string) => (await shop.klarna.journey()).filter((made) => made === call).length
  const acknowledged = () => count("POST /ordermanagement/v1/orders/:id/acknowledge")
  const callbackUrl = async (callback: string) =>
    eventually(async () => (await shop.klarna.callbacks()).find((sent) => sent.callback === callback)?.url, {
      what: `the ${callback} callback`,
    })
  const statusBody = (hppSessionId: string, status = "COMPLETED", eventId = "evt-1") => ({
    event_id: eventId,
    session: { session_id: hppSessionId, status, updated_at: new Date().toISOString() },
  })
  const postJson = (
    url: string,
    body: unknown,
    headers: Record<string, string> = { "Content-Type": "application/json" }
  ) => fetch(url, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) })

  describe("a buyer who never returns", () => {
    it("gets the order by the callback alone", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      const order = await shop.placedOrder(cartId)
      expect(order.payment_status).toBe("authorized")
    })

    it("gets the order by the poll when no callback comes either", async () => {
      await shop.klarna.settings({ skip_status_update: true, skip_push: true })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      expect(await shop.orderOf(cartId)).toBeUndefined()
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      expect((await shop.placedOrder(cartId)).payment_status).toBe("authorized")
    })

    it("gets the order by Klarna's push when the page's callback was lost", async () => {
      await shop.klarna.settings({ skip_status_update: true })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      await shop.klarna.advance(3 * 60_000)
      await shop.placedOrder(cartId)
      await shop.settledAtKlarna(session.klarna_order_id)
    })
  })

  describe("signals that come together or again", () => {
    it("make one order and one acknowledgement of twenty equal callbacks at once", async () => {
      await shop.klarna.fault({ match: { callback: "status_update" }, times: 10, kind: "drop" })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const before = await shop.ordersCount()
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      const url = await callbackUrl("status_update")
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => postJson(url, statusBody(session.hpp_session_id)))
      )
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
      await shop.placedOrder(cartId)
      await shop.settledAtKlarna(session.klarna_order_id)
      expect(await shop.ordersCount()).toBe(before + 1)
      expect(await acknowledged()).toBe(1)
    })

    it("make one order of return, callback and the storefront's own completion at the same moment", async () => {
      await shop.klarna.fault({ match: { callback: "status_update" }, times: 10, kind: "drop" })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const before = await shop.ordersCount()
      const { redirect_to } = await shop.klarna.consumer(session.hpp_session_id, "approve")
      const url = await callbackUrl("status_update")
      const [returned, called, completed] = await Promise.all([
        fetch(redirect_to as string, { redirect: "manual" }),
        postJson(url, statusBody(session.hpp_session_id)),
        shop.complete(cartId),
      ])
      expect(returned.status).toBe(303)
      expect(called.status).toBe(200)
      expect(completed.status).toBe(200)
      const order = await shop.placedOrder(cartId)
      await shop.settledAtKlarna(session.klarna_order_id)
      expect(await shop.ordersCount()).toBe(before + 1)
      expect(order.payment_status).toBe("authorized")
      expect((await shop.klarna.order(session.klarna_order_id)).status).toBe("AUTHORIZED")
      expect(await acknowledged()).toBe(1)
    })

    it.each([0, 60, 120, 250])(
      "tell once that the order is placed when a callback comes %d ms into the storefront's completion",
      async (delay) => {
        await shop.klarna.fault({ match: { callback: "status_update" }, times: 10, kind: "drop" })
        const cartId = await shop.cart()
        const session = await shop.payWithKlarna(cartId)
        await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
        const url = await callbackUrl("status_update")
        const completing = shop.complete(cartId)
        await pause(delay)
        await postJson(url, statusBody(session.hpp_session_id))
        expect((await completing).data.type).toBe("order")
        await shop.settledAtKlarna(session.klarna_order_id)
        await shop.idle()
        expect((await shop.placedOrder(cartId)).payment_status).toBe("authorized")
        expect(shop.told("order.placed")).toHaveLength(1)
      }
    )

    it("cost no call when the order is there already", async () => {
      const { session } = await shop.purchase()
      const before = (await shop.klarna.calls()).length
      const url = await callbackUrl("status_update")
      await postJson(url, statusBody(session.hpp_session_id, "COMPLETED", "evt-again"))
      await shop.klarna.advance(3 * 60_000)
      await shop.runJob("sweep-klarna-inbox")
      await shop.runJob("sync-due-klarna-purchases")
      expect((await shop.klarna.calls()).length).toBe(before)
    })
  })

  describe("right after a purchase Order Management may not know the order", () => {
    it("and the acknowledgement is repeated until it does", async () => {
      await shop.klarna.settings({ om_lag_ms: 5 * 60_000, skip_push: true })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await shop.placedOrder(cartId)
      await eventually(async () => (await acknowledged()) >= 1, { what: "the first try" })
      await shop.idle()
      await shop.klarna.advance(10 * 60_000)
      await shop.runJob("repeat-klarna-operations")
      await shop.runJob("sync-due-klarna-purchases")
      expect(await shop.settledAtKlarna(session.klarna_order_id)).toBeTruthy()
    })
  })

  describe("a forged callback changes nothing", () => {
    it.each([
      ["without a secret", (url: string) => url.replace(/\?.*$/, "")],
      ["with a wrong secret", (url: string) => url.replace(/secret=[^&]*/, "secret=wrong")],
      ["for an address that does not exist", (url: string) => url.replace(/[0-9a-f]{32}/, "0".repeat(32))],
    ])("%s", async (_, forge) => {
      await shop.klarna.settings({ skip_push: true })
      await shop.klarna.fault({ match: { callback: "status_update" }, times: 10, kind: "drop" })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      const url = await callbackUrl("status_update")
      expect((await postJson(forge(url), statusBody(session.hpp_session_id))).status).toBe(404)
      await shop.idle()
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })

    it("that names another order's valid session, is broken, empty, of another type or huge", async () => {
      const cartId = await shop.cart()
      const other = await shop.payWithKlarna(await shop.cart())
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "open")
      const url = await callbackUrl("status_update")
      const calls = (await shop.klarna.calls()).length
      expect((await postJson(url, statusBody(other.hpp_session_id))).status).toBe(400)
      expect((await postJson(url, "{broken")).status).toBe(400)
      expect((await postJson(url, "")).status).toBe(400)
      expect(
        (await postJson(url, "a=b", { "Content-Type": "application/x-www-form-urlencoded" })).status
      ).toBe(400)
      expect(
        (await postJson(url, "x".repeat(2 * 1024 * 1024), { "Content-Type": "text/plain" })).status
      ).toBe(413)
      await shop.idle()
      expect((await shop.klarna.calls()).length).toBe(calls)
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })

    it("that says COMPLETED of an unpaid page is checked with Klarna and believed in nothing", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "open")
      const url = await callbackUrl("status_update")
      expect((await postJson(url, statusBody(session.hpp_session_id, "COMPLETED", "evt-lie"))).status).toBe(
        200
      )
      await eventually(async () => (await count("GET /checkout/v3/orders/:id")) === 1, { what: "the check" })
      await shop.idle()
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })

    it("of a return without payment leads to the pending page and to no order", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      const { redirect_to } = await shop.klarna.consumer(session.hpp_session_id, "back")
      const answer = await fetch((redirect_to as string).replace(/back$/, "success"), { redirect: "manual" })
      expect(answer.headers.get("location")).toContain("/checkout/pending")
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })
  })

  describe("a 404 of Klarna's Checkout API", () => {
    it("that is somebody's mistake does not end the watch: what is paid afterwards becomes an order", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.fault({
        match: { method: "GET", path: "/checkout/v3/orders/" },
        times: 1,
        kind: "status",
        status: 404,
      })
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      expect((await shop.placedOrder(cartId)).payment_status).toBe("authorized")
    })

    it("for a paid order that it has forgotten is answered by Order Management", async () => {
      await shop.klarna.settings({ skip_status_update: true, skip_push: true })
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      await shop.klarna.fault({
        match: { method: "GET", path: "/checkout/v3/orders/" },
        kind: "status",
        status: 404,
      })
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      expect((await shop.placedOrder(cartId)).payment_status).toBe("authorized")
    })
  })

  describe("a page that nobody pays", () => {
    it("ends with Klarna's order after 48 hours, and the cart can be paid anew", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.advance(49 * 3_600_000)
      await shop.runJob("sync-due-klarna-purchases")
      await eventually(async () => shop.told("klarna.session.expired").length === 1, { what: "the event" })
      const again = await shop.payWithKlarna(cartId)
      expect(again.klarna_order_id).not.toBe(session.klarna_order_id)
      await shop.klarna.consumer(again.hpp_session_id, "approve")
      await shop.placedOrder(cartId)
    })
  })
})
