import { setTimeout as pause } from "node:timers/promises"
import { eventually } from "../support/eventually"
import { withKlarnaShop, type SessionData } from "../support/klarna-shop"
import {
  ALL_WAYS,
  bought,
  buy,
  checkout,
  choose,
  klarnaOrderOf,
  ON_PAGE,
  paidStatus,
  PLACED_BY_US,
  PUSHED,
  widget,
  type Agreed,
  type Way,
} from "../support/ways"

jest.setTimeout(240_000)

withKlarnaShop((shop) => {
  const count = async (call: string) => (await shop.klarna.journey()).filter((made) => made === call).length
  const acknowledged = () => count("POST /ordermanagement/v1/orders/:id/acknowledge")
  /** Neither page nor session tells; the push may. */
  const silence = async () => {
    for (const callback of ["status_update", "authorization"]) {
      await shop.klarna.fault({ match: { callback }, kind: "drop" })
    }
  }
  /** What was asked of Klarna to learn whether the buyer has paid. */
  const looks = async (way: Way) => {
    const reads = way === checkout ? /^GET \/checkout/ : /^GET \/(hpp|payments)/
    return (await shop.klarna.journey()).filter((call) => reads.test(call)).length
  }
  const callbackOf = (way: Way) =>
    eventually(async () => (await shop.klarna.callbacks()).find((sent) => sent.callback === way.tells), {
      what: `the ${way.tells} callback`,
    })
  const callbackUrl = async (way: Way) => (await callbackOf(way)).url
  /** What Klarna's callback says of the approval, as often as wanted. */
  const telling = async (way: Way, { hpp_session_id }: SessionData) => {
    const { url, body } = await callbackOf(way)
    return () => postJson(url, way.onPage ? statusBody(hpp_session_id) : body)
  }
  /** The buyer's browser comes back to the shop. */
  const comeBack = (way: Way, session: SessionData, { redirect_to, authorization_token }: Agreed) =>
    way.onPage
      ? fetch(redirect_to as string, { redirect: "manual" })
      : shop.authorize(session.session_id, authorization_token)
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
    it.each(ALL_WAYS)("gets the order by the callback alone ($title)", async (way) => {
      const cartId = await shop.cart()
      const session = await choose(shop, way, cartId)
      await way.agree(shop, session, { close_window: true })
      const order = await shop.placedOrder(cartId)
      expect(order.payment_status).toBe(paidStatus(way))
    })

    it.each(ALL_WAYS)("gets the order by the poll when no callback comes either ($title)", async (way) => {
      await silence()
      await shop.klarna.settings({ skip_push: true })
      const cartId = await shop.cart()
      const session = await choose(shop, way, cartId)
      await way.agree(shop, session, { close_window: true })
      expect(await shop.orderOf(cartId)).toBeUndefined()
      await shop.klarna.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      expect((await shop.placedOrder(cartId)).payment_status).toBe(paidStatus(way))
    })

    // Where the order is ours to place, Klarna has none to push before we have placed it.
    it.each(PUSHED)(
      "gets the order by Klarna's push when the page's callback was lost ($title)",
      async (way) => {
        await silence()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, { close_window: true })
        await shop.klarna.advance(3 * 60_000)
        await bought(shop, cartId)
      }
    )
  })

  describe("signals that come together or again", () => {
    it.each(ALL_WAYS)(
      "make one order and one acknowledgement of twenty equal callbacks at once ($title)",
      async (way) => {
        await silence()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        const before = await shop.ordersCount()
        await way.agree(shop, session, { close_window: true })
        const tell = await telling(way, session)
        const answers = await Promise.all(Array.from({ length: 20 }, tell))
        expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
        await bought(shop, cartId)
        expect(await shop.ordersCount()).toBe(before + 1)
        expect(await acknowledged()).toBe(1)
      }
    )

    it.each(ALL_WAYS)(
      "make one order of return, callback and the storefront's own completion at the same moment ($title)",
      async (way) => {
        await silence()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        const before = await shop.ordersCount()
        const agreed = await way.agree(shop, session, { close_window: !way.onPage })
        const tell = await telling(way, session)
        const [returned, called, completed] = await Promise.all([
          comeBack(way, session, agreed),
          tell(),
          shop.complete(cartId),
        ])
        expect(returned.status).toBe(way.onPage ? 303 : 200)
        expect(called.status).toBe(200)
        expect(completed.status).toBe(200)
        const { order, klarnaOrderId } = await bought(shop, cartId)
        expect(await shop.ordersCount()).toBe(before + 1)
        expect(order.payment_status).toBe(paidStatus(way))
        expect((await shop.klarna.order(klarnaOrderId)).status).toBe(paidStatus(way).toUpperCase())
        expect(await acknowledged()).toBe(1)
      }
    )

    // Before it is told, nobody but the buyer's browser knows of an approval in the widget.
    it.each(ON_PAGE.flatMap((way) => [0, 60, 120, 250].map((delay) => ({ way, delay }))))(
      "tell once that the order is placed when a callback comes $delay ms into the storefront's completion ($way.title)",
      async ({ way, delay }) => {
        await silence()
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, { close_window: true })
        const tell = await telling(way, session)
        const completing = shop.complete(cartId)
        await pause(delay)
        await tell()
        expect((await completing).data.type).toBe("order")
        await bought(shop, cartId)
        await shop.idle()
        expect((await shop.placedOrder(cartId)).payment_status).toBe(paidStatus(way))
        expect(shop.told("order.placed")).toHaveLength(1)
      }
    )

    it.each(ALL_WAYS)("cost no call when the order is there already ($title)", async (way) => {
      const { session } = await buy(shop, way)
      await shop.idle()
      const before = (await shop.klarna.calls()).length
      const { url, body } = await callbackOf(way)
      await postJson(url, way.onPage ? statusBody(session.hpp_session_id, "COMPLETED", "evt-again") : body)
      await shop.klarna.advance(3 * 60_000)
      await shop.runJob("sweep-klarna-inbox")
      await shop.runJob("sync-due-klarna-purchases")
      expect((await shop.klarna.calls()).length).toBe(before)
    })
  })

  describe("right after a purchase Order Management may not know the order", () => {
    // What a page of Klarna Payments placed is not believed before it is visible: `payments.spec.ts`.
    it.each([checkout, ...PLACED_BY_US])(
      "and the acknowledgement is repeated until it does ($title)",
      async (way) => {
        await shop.klarna.settings({ om_lag_ms: 5 * 60_000, skip_push: true })
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session)
        await shop.placedOrder(cartId)
        await eventually(async () => (await acknowledged()) >= 1, { what: "the first try" })
        await shop.idle()
        await shop.klarna.advance(10 * 60_000)
        await shop.runJob("repeat-klarna-operations")
        await shop.runJob("sync-due-klarna-purchases")
        expect(await shop.settledAtKlarna(await klarnaOrderOf(shop, cartId))).toBeTruthy()
      }
    )
  })

  describe("a forged callback changes nothing", () => {
    const FORGERIES: [string, (url: string) => string][] = [
      ["without a secret", (url) => url.replace(/\?.*$/, "")],
      ["with a wrong secret", (url) => url.replace(/secret=[^&]*/, "secret=wrong")],
      ["for an address that does not exist", (url) => url.replace(/[0-9a-f]{32}/, "0".repeat(32))],
    ]

    it.each(ON_PAGE.flatMap((way) => FORGERIES.map(([title, forge]) => ({ title, forge, way }))))(
      "$title ($way.title)",
      async ({ forge, way }) => {
        await silence()
        await shop.klarna.settings({ skip_push: true })
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await way.agree(shop, session, { close_window: true })
        const url = await callbackUrl(way)
        expect((await postJson(forge(url), statusBody(session.hpp_session_id))).status).toBe(404)
        await shop.idle()
        expect(await shop.orderOf(cartId)).toBeUndefined()
      }
    )

    // An approval on the page is told by the page's own callback as well: the table above.
    it.each(FORGERIES)("%s, to tell of an authorization", async (_, forge) => {
      await silence()
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      await widget.agree(shop, session, { close_window: true })
      const told = await callbackOf(widget)
      const body = (typeof told.body === "string" ? JSON.parse(told.body) : told.body) as object
      const { url } = told
      expect((await postJson(forge(url), body)).status).toBe(404)
      await shop.idle()
      const [purchase] = await shop.purchasesOf(cartId)
      expect(purchase).toMatchObject({ klarna_status: "incomplete", authorization_token: null })

      // And with the true address, but for another session, without a token, or with one that is none.
      for (const wrong of [
        { ...body, session_id: "another-session" },
        { session_id: (body as { session_id: string }).session_id },
        { ...body, authorization_token: "x".repeat(10_000) },
        { ...body, authorization_token: { $ne: null } },
      ]) {
        expect((await postJson(url, wrong)).status).toBe(400)
      }
      expect((await postJson(url, body)).status).toBe(200)
      await bought(shop, cartId)
    })

    it.each(ON_PAGE)(
      "that names another order's valid session, is broken, empty, of another type or huge ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const other = await choose(shop, way, await shop.cart())
        const session = await choose(shop, way, cartId)
        await shop.klarna.consumer(session.hpp_session_id, "open")
        const url = await callbackUrl(way)
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
      }
    )

    it.each(ON_PAGE)(
      "that says COMPLETED of an unpaid page is checked with Klarna and believed in nothing ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await shop.klarna.consumer(session.hpp_session_id, "open")
        const url = await callbackUrl(way)
        expect((await postJson(url, statusBody(session.hpp_session_id, "COMPLETED", "evt-lie"))).status).toBe(
          200
        )
        await eventually(async () => (await looks(way)) === 1, { what: "the check" })
        await shop.idle()
        expect(await looks(way)).toBe(1)
        expect(await shop.orderOf(cartId)).toBeUndefined()
      }
    )

    it.each(ON_PAGE)(
      "of a return without payment leads to the pending page and to no order ($title)",
      async (way) => {
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        const { redirect_to } = await shop.klarna.consumer(session.hpp_session_id, "back")
        const answer = await fetch((redirect_to as string).replace(/back$/, "success"), {
          redirect: "manual",
        })
        expect(answer.headers.get("location")).toContain("/checkout/pending")
        expect(await shop.orderOf(cartId)).toBeUndefined()
      }
    )
  })

  describe("a 404 of Klarna", () => {
    it.each(ALL_WAYS)(
      "that is somebody's mistake does not end the watch: what is paid afterwards becomes an order ($title)",
      async (way) => {
        const path = "/(checkout/v3/orders|hpp/v1/sessions|payments/v1/sessions)/"
        const cartId = await shop.cart()
        const session = await choose(shop, way, cartId)
        await shop.klarna.fault({ match: { method: "GET", path }, times: 2, kind: "status", status: 404 })
        await shop.klarna.advance(60_000)
        await shop.runJob("sync-due-klarna-purchases")
        await shop.klarna.clearFaults()
        await way.agree(shop, session)
        expect((await shop.placedOrder(cartId)).payment_status).toBe(paidStatus(way))
      }
    )

    it("for a paid order that Klarna Checkout has forgotten is answered by Order Management", async () => {
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
    it.each(ALL_WAYS)(
      "ends with Klarna's order or session after 48 hours, and the cart can be paid anew ($title)",
      async (way) => {
        const cartId = await shop.cart()
        await choose(shop, way, cartId)
        const [first] = await shop.purchasesOf(cartId)
        await shop.klarna.advance(49 * 3_600_000)
        await shop.runJob("sync-due-klarna-purchases")
        await eventually(async () => shop.told("klarna.session.expired").length === 1, { what: "the event" })
        const again = await choose(shop, way, cartId)
        const [second] = await shop.purchasesOf(cartId)
        expect(second?.id).not.toBe(first?.id)
        await way.agree(shop, again)
        await shop.placedOrder(cartId)
      }
    )
  })
})
