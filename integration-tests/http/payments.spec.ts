import { setTimeout as pause } from "node:timers/promises"
import { eventually } from "../support/eventually"
import { PAYMENTS_PROVIDER, withKlarnaShop, type SessionData } from "../support/klarna-shop"
import {
  bought,
  buy,
  choose,
  klarnaOrderOf,
  kpSessionOf,
  pageCaptures,
  pagePlaces,
  pageThenPlace,
  widget,
  type Agreeing,
  type Way,
} from "../support/ways"

jest.setTimeout(240_000)

withKlarnaShop((shop) => {
  const journey = () => shop.klarna.journey()
  const count = async (call: string) => (await journey()).filter((made) => made === call).length
  const PLACE = "POST /payments/v1/authorizations/:id/order"
  const GIVE_BACK = "DELETE /payments/v1/authorizations/:id"
  const placed = () => count(PLACE)
  /** Orders that placing brought, whatever the shop heard of it. */
  const ordersPlaced = async () => {
    const calls = (await shop.klarna.calls()).filter(({ path }) => /authorizations\/[^/]+\/order$/.test(path))
    const ids = calls.map(({ response }) => (response as { order_id?: string } | undefined)?.order_id)
    return [...new Set(ids.filter((id) => id !== undefined))]
  }
  const addItem = (cartId: string, sku = "BULB-GLOD-1") =>
    shop.post(`/store/carts/${cartId}/line-items`, { variant_id: shop.demo.variants[sku], quantity: 1 })
  const drop = (callback: string) => shop.klarna.fault({ match: { callback }, kind: "drop" })
  const silence = async () => {
    await Promise.all(["status_update", "authorization", "push", "notification"].map(drop))
  }
  const sync = () => shop.runJob("sync-due-klarna-purchases")
  const repeat = () => shop.runJob("repeat-klarna-operations")
  const after = async (ms: number, ...jobs: (() => Promise<unknown>)[]) => {
    await shop.klarna.advance(ms)
    for (const job of jobs) await job()
  }
  /** Time goes by and a job runs until something is true: another instance's run may have the row this time. */
  const until = (what: string, check: () => Promise<unknown>, ...jobs: (() => Promise<unknown>)[]) =>
    eventually(
      async () => {
        await after(MINUTE, ...jobs)
        return Boolean(await check())
      },
      { what }
    )
  const agreeIn = async (session: SessionData, wish: Record<string, unknown> = {}) => {
    const { authorization_token } = await shop.klarna.authorize(kpSessionOf(session), wish)
    return authorization_token as string
  }
  const MINUTE = 60_000
  const HOUR = 60 * MINUTE

  describe("a page whose order we place", () => {
    it("leads to one order, however many tell of the authorization at the same moment", async () => {
      const cartId = await shop.cart()
      const session = await choose(shop, pageThenPlace, cartId)
      const before = await shop.ordersCount()
      await Promise.all([drop("status_update"), drop("authorization")])
      const { redirect_to } = await pageThenPlace.agree(shop, session)
      // Due by now: the job finds the purchase.
      await shop.klarna.advance(MINUTE)
      const callbacks = await shop.klarna.callbacks()
      await shop.klarna.clearFaults()
      const told = ["status_update", "authorization"].map((kind) =>
        shop.klarna.replay(callbacks.find(({ callback }) => callback === kind)?.id as string)
      )
      const [returned, completed] = await Promise.all([
        fetch(redirect_to as string, { redirect: "manual" }),
        shop.complete(cartId),
        sync(),
        ...told,
      ])
      expect(returned.status).toBe(303)
      expect(completed.status).toBe(200)
      const { order, klarnaOrderId } = await bought(shop, cartId)
      expect(order.payment_status).toBe("authorized")
      expect(await ordersPlaced()).toEqual([klarnaOrderId])
      expect(await placed()).toBe(1)
      expect(await shop.ordersCount()).toBe(before + 1)
      expect(shop.told("order.placed")).toHaveLength(1)
    })

    it("places nothing with an authorization that is over an hour old, and the buyer can pay again", async () => {
      await silence()
      const cartId = await shop.cart()
      const session = await choose(shop, pageThenPlace, cartId)
      await pageThenPlace.agree(shop, session, { close_window: true })
      await shop.klarna.advance(61 * MINUTE)
      await until("Klarna's refusal", placed, sync)
      await after(5 * MINUTE, sync)
      await after(30 * MINUTE, sync)
      expect(await ordersPlaced()).toEqual([])
      // Klarna was asked once: an authorization that is over is not tried again, although the page still shows it.
      expect(await placed()).toBe(1)
      expect(await shop.orderOf(cartId)).toBeUndefined()

      await shop.klarna.clearFaults()
      const again = await choose(shop, pageThenPlace, cartId)
      expect(again.hpp_session_id).not.toBe(session.hpp_session_id)
      await pageThenPlace.agree(shop, again)
      const { order } = await bought(shop, cartId)
      expect(order.payment_status).toBe("authorized")
      expect(await ordersPlaced()).toHaveLength(1)
    })
  })

  describe("an answer to placing the order that was lost", () => {
    const lose = (fault: Record<string, unknown>) =>
      shop.klarna.fault({ match: { method: "POST", path: "authorizations/.*/order$" }, times: 1, ...fault })

    it.each<[string, Record<string, unknown>]>([
      ["after the order was placed", { kind: "lost_response" }],
      ["half way", { kind: "truncate" }],
      ["before anything happened", { kind: "reset" }],
      ["because Klarna is down", { kind: "status", status: 503 }],
    ])("%s: the same bytes are sent again, and there is one order", async (_, fault) => {
      await silence()
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      await lose(fault)
      const { answer } = await widget.agree(shop, session)
      expect(answer?.status).toBe(200)
      expect(answer?.data.session.state).toMatch(/^(authorized|completed)$/)
      await until("the order", () => shop.orderOf(cartId), repeat)
      const { order, klarnaOrderId } = await bought(shop, cartId)
      expect(order.payment_status).toBe("authorized")
      expect(await ordersPlaced()).toEqual([klarnaOrderId])
      const bodies = (await shop.klarna.calls()).filter(({ path }) => path.endsWith("/order"))
      expect(bodies[1]?.request).toEqual(bodies[0]?.request)
      expect(await shop.readSession(session.session_id)).toMatchObject({
        state: "completed",
        order_id: order.id,
      })
    })

    const consumed = async () => {
      await shop.klarna.settings({ kp_order_again: "refused", skip_push: true })
      await silence()
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      await lose({ kind: "lost_response" })
      await widget.agree(shop, session)
      const isUnknown = async () => (await operationsOf(cartId)).every(({ target }) => target === null)
      await until("that the authorization was used", isUnknown, repeat)
      const [orderId] = await ordersPlaced()
      return { cartId, session, orderId: orderId as string }
    }
    const operationsOf = (cartId: string) =>
      shop
        .container()
        .resolve("__pg_connection__")("klarna_operation as o")
        .join("klarna_purchase as p", "p.id", "o.purchase_id")
        .where({ "p.subject_id": cartId, "o.kind": "place" })
        .select("o.status", "o.target")
    /** As Klarna would call: the push that the order itself names. */
    const pushUrl = async (orderId: string) => {
      const [purchase] = (await shop.klarna.calls()).filter(({ path }) => path.endsWith("/order"))
      const { merchant_urls } = purchase?.request as { merchant_urls: { push: string } }
      return merchant_urls.push.replace("{order.id}", orderId)
    }

    it("and is not to be had again: nobody can agree a second time, and Klarna's push finds the order", async () => {
      const { cartId, session, orderId } = await consumed()
      expect(await operationsOf(cartId)).toEqual([{ status: "unknown", target: null }])
      expect(shop.told("klarna.operation.unknown").length).toBeGreaterThan(0)
      expect(await shop.readSession(session.session_id)).toMatchObject({ state: "authorized" })
      const busy = await shop.tryPayWithKlarna(cartId, { provider_id: PAYMENTS_PROVIDER })
      expect(busy.data).toMatchObject({ code: "purchase_busy" })
      await shop.authorize(session.session_id, "another-authorization")
      expect(await placed()).toBe(2)

      expect((await fetch(await pushUrl(orderId), { method: "POST" })).status).toBe(200)
      const { klarnaOrderId, order } = await bought(shop, cartId)
      expect(klarnaOrderId).toBe(orderId)
      expect(order.payment_status).toBe("authorized")
      expect(await ordersPlaced()).toEqual([orderId])
      expect(await operationsOf(cartId)).toEqual([{ status: "confirmed", target: null }])
    })

    it("and that nobody finds raises the alarm after half an hour, once", async () => {
      const { cartId } = await consumed()
      await after(10 * MINUTE, sync)
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
      await shop.klarna.advance(30 * MINUTE)
      await until("the alarm", async () => shop.told("klarna.payment.mismatched").length, sync)
      await after(2 * HOUR, sync)
      expect(shop.told("klarna.payment.mismatched").map(({ data }) => data.reason)).toEqual([
        "order_not_found",
      ])
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })

    it("and that nobody finds could not be ended by anybody: staff say what Klarna's portal shows", async () => {
      const { cartId, orderId } = await consumed()
      const [purchase] = await shop.purchasesOf(cartId)
      const path = `/admin/klarna/purchases/${purchase?.id}`
      const resolve = (klarna_order_id: string | null) =>
        shop.api.post(`${path}/resolve`, { klarna_order_id }, shop.admin())
      const early = await resolve(null)
      expect([early.status, early.data.code]).toEqual([400, "still_looking"])

      await shop.klarna.advance(31 * MINUTE)
      const { data } = await shop.api.get(path, shop.admin())
      expect(data.purchase.possible).toEqual({ resolve: { allowed: true, reason: null } })
      const mistyped = await resolve("no such order")
      expect([mistyped.status, mistyped.data.message]).toEqual([
        400,
        expect.stringMatching(/klarna_order_id/),
      ])
      const answer = await resolve(orderId)
      expect(answer.data.purchase).toMatchObject({ klarna_order_id: orderId, state: "completed" })
      expect((await shop.placedOrder(cartId)).payment_status).toBe("authorized")
      const again = await resolve(null)
      expect([again.status, again.data.code]).toEqual([400, "not_waiting"])
    })

    const unresolved = async () =>
      (await shop.api.get("/admin/klarna/purchases?unresolved=true", shop.admin())).data

    it("and that Klarna never had is ended by staff who find none there, and the buyer pays anew", async () => {
      await silence()
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      await lose({ kind: "reset", times: 20 })
      await widget.agree(shop, session)
      const [{ id }] = (await shop.purchasesOf(cartId)) as [{ id: string }]
      await shop.klarna.clearFaults()
      await silence()
      // Klarna says that it was used, and for what, nobody ever learns.
      await lose({
        kind: "status",
        status: 403,
        body: { error_code: "INVALID_OPERATION", error_messages: ["Authorization token already consumed"] },
      })
      await until(
        "that the authorization was used",
        async () => (await operationsOf(cartId)).every(({ target }) => target === null),
        repeat
      )
      expect(await unresolved()).toMatchObject({ purchases: [], count: 0 })
      await shop.klarna.advance(31 * MINUTE)
      expect(await unresolved()).toMatchObject({
        purchases: [
          { id, subject_id: cartId, state: "authorized", possible: { resolve: { allowed: true } } },
        ],
        count: 1,
      })

      const answer = await shop.api.post(
        `/admin/klarna/purchases/${id}/resolve`,
        { klarna_order_id: null },
        shop.admin()
      )
      expect([answer.status, answer.data.purchase]).toMatchObject([
        200,
        { klarna_order_id: null, state: "waiting", possible: { resolve: { reason: "not_waiting" } } },
      ])
      expect(await operationsOf(cartId)).toEqual([{ status: "refused", target: null }])
      expect(await unresolved()).toMatchObject({ purchases: [], count: 0 })
      await after(5 * MINUTE, sync, repeat)
      expect(await ordersPlaced()).toEqual([])

      await shop.klarna.clearFaults()
      await widget.agree(shop, await choose(shop, widget, cartId))
      const { order, klarnaOrderId } = await bought(shop, cartId)
      expect(order.payment_status).toBe("authorized")
      expect(await ordersPlaced()).toEqual([klarnaOrderId])
    })

    it("is not ended by staff who overlook it: Klarna's session knows, and nobody pays twice", async () => {
      const { cartId, orderId } = await consumed()
      const [purchase] = await shop.purchasesOf(cartId)
      await shop.klarna.advance(31 * MINUTE)
      const answer = await shop.api.post(
        `/admin/klarna/purchases/${purchase?.id}/resolve`,
        { klarna_order_id: null },
        shop.admin()
      )
      expect(answer.data.purchase).toMatchObject({ klarna_order_id: null, state: "authorized" })
      const busy = await shop.tryPayWithKlarna(cartId, { provider_id: PAYMENTS_PROVIDER })
      expect(busy.data).toMatchObject({ code: "purchase_busy" })

      expect((await fetch(await pushUrl(orderId), { method: "POST" })).status).toBe(200)
      expect((await bought(shop, cartId)).klarnaOrderId).toBe(orderId)
      expect(await ordersPlaced()).toEqual([orderId])
    })

    it("is listed in one way alone", async () => {
      for (const query of ["", "?unresolved=false", "?unresolved=true&limit=0", "?unresolved=true&odd=1"]) {
        const answer = await shop.api.get(`/admin/klarna/purchases${query}`, shop.admin())
        expect(answer.status).toBe(400)
      }
    })

    it("and is named by a forged push, which changes nothing, not even for the true one", async () => {
      const other = await buy(shop, pagePlaces)
      const { cartId, orderId } = await consumed()
      for (const named of [other.klarnaOrderId, "8a1d3a3c-0000-4000-8000-000000000000", "{order.id}"]) {
        expect((await fetch(await pushUrl(named), { method: "POST" })).status).toBe(200)
      }
      const wrong = (await pushUrl(orderId)).replace(/secret=[^&]*/, "secret=wrong")
      expect((await fetch(wrong, { method: "POST" })).status).toBe(404)
      await shop.idle()
      expect((await shop.purchasesOf(cartId))[0]?.klarna_order_id).toBeNull()
      expect(await shop.orderOf(cartId)).toBeUndefined()

      await fetch(await pushUrl(orderId), { method: "POST" })
      expect((await bought(shop, cartId)).klarnaOrderId).toBe(orderId)
    })
  })

  describe("a page that places the order", () => {
    it.each<[string, Way]>([
      ["PLACE_ORDER", pagePlaces],
      ["CAPTURE_ORDER", pageCaptures],
    ])("waits with %s until Order Management shows it", async (_, way) => {
      await shop.klarna.settings({ om_lag_ms: 5 * MINUTE, skip_push: true })
      const cartId = await shop.cart()
      const session = await choose(shop, way, cartId)
      const { redirect_to } = await way.agree(shop, session)
      const back = await fetch(redirect_to as string, { redirect: "manual" })
      expect(back.headers.get("location")).toContain("/checkout/pending")
      await after(3 * MINUTE, sync)
      expect(await shop.orderOf(cartId)).toBeUndefined()
      await until("the order", () => shop.orderOf(cartId), sync)
      const { order } = await bought(shop, cartId)
      expect(order.payment_status).toBe(way.captures ? "captured" : "authorized")
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    })

    it("raises the alarm when Order Management never shows it", async () => {
      await shop.klarna.settings({ om_lag_ms: 48 * HOUR, skip_push: true })
      const cartId = await shop.cart()
      const session = await choose(shop, pagePlaces, cartId)
      await pagePlaces.agree(shop, session)
      await after(MINUTE, sync)
      await shop.klarna.advance(35 * MINUTE)
      await until("the alarm", async () => shop.told("klarna.payment.mismatched").length, sync)
      expect(shop.told("klarna.payment.mismatched").map(({ data }) => data.reason)).toEqual([
        "order_not_found",
      ])
    })
  })

  describe("an order that Klarna has captured already", () => {
    const transactions = (order: Record<string, any>) =>
      order.transactions.map(({ amount }: { amount: number }) => Number(amount))

    it("by its page is captured in Medusa, once, and can be refunded", async () => {
      const { order, payment, klarnaOrderId } = await buy(shop, pageCaptures)
      expect(order.payment_status).toBe("captured")
      expect(transactions(order)).toEqual([order.total])
      const amount = Math.round(order.total * 100)
      const atKlarna = await shop.klarna.order(klarnaOrderId)
      expect(atKlarna.captures.map(({ captured_amount }) => captured_amount)).toEqual([amount])
      expect(await count("POST /ordermanagement/v1/orders/:id/captures")).toBe(0)
      expect((await shop.refund(payment.id, 20)).status).toBe(200)
      expect(await shop.klarna.order(klarnaOrderId)).toMatchObject({ refunded_amount: 2000 })
    })

    it.each<[string, Way]>([
      ["on the page", pageThenPlace],
      ["in the widget", widget],
    ])("because we asked for it when we placed it %s is captured as Klarna's amounts say", async (_, way) => {
      const cartId = await shop.cart()
      shop.offer({ ...way.policy, autoCapture: true })
      const session = await shop.payWithKlarna(cartId, way.provider)
      await way.agree(shop, session)
      const { order, klarnaOrderId } = await bought(shop, cartId)
      expect(order.payment_status).toBe("captured")
      expect(transactions(order)).toEqual([order.total])
      expect(await shop.klarna.order(klarnaOrderId)).toMatchObject({
        status: "CAPTURED",
        captured_amount: Math.round(order.total * 100),
      })
    })

    it("on a link of an order gets its payment and its transaction, once", async () => {
      const { order } = await buyWithoutKlarna()
      shop.offer(pageCaptures.policy)
      const { payment_collection } = await shop.post(
        "/admin/payment-collections",
        { order_id: order.id, amount: 100 },
        shop.admin()
      )
      const created = await shop.post(
        `/store/payment-collections/${payment_collection.id}/payment-sessions`,
        { provider_id: PAYMENTS_PROVIDER }
      )
      const [session] = created.payment_collection.payment_sessions
      await pageCaptures.agree(shop, session.data)
      const paid = await eventually(
        async () => {
          const read = await shop.readOrder(order.id)
          return transactions(read).includes(100) ? read : undefined
        },
        { what: "the transaction" }
      )
      await after(5 * MINUTE, sync)
      expect(transactions(await shop.readOrder(paid.id)).filter((amount: number) => amount === 100)).toEqual([
        100,
      ])
    })
  })

  async function buyWithoutKlarna() {
    const cartId = await shop.cart()
    const collectionId = await shop.collectionOf(cartId)
    await shop.post(`/store/payment-collections/${collectionId}/payment-sessions`, {
      provider_id: "pp_system_default",
    })
    const { order } = (await shop.complete(cartId)).data
    return { order: await shop.readOrder(order.id) }
  }

  describe("the widget", () => {
    it("leads to the order by the shop's page, whose answer says so", async () => {
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      const { answer } = await widget.agree(shop, session)
      const { order } = await bought(shop, cartId)
      expect(answer).toMatchObject({
        status: 200,
        data: { session: { state: "completed", order_id: order.id } },
      })
    })

    it("leads to one order when both come at once, and when both come again", async () => {
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      await drop("authorization")
      const token = await agreeIn(session)
      const callback = await eventually(async () => (await shop.klarna.callbacks())[0], {
        what: "Klarna's callback",
      })
      await shop.klarna.clearFaults()
      const [answer] = await Promise.all([
        shop.authorize(session.session_id, token),
        shop.klarna.replay(callback.id),
      ])
      expect(answer.status).toBe(200)
      const { klarnaOrderId } = await bought(shop, cartId)
      await shop.klarna.replay(callback.id)
      const again = await shop.authorize(session.session_id, token)
      expect(again.data.session).toMatchObject({ state: "completed" })
      expect(await ordersPlaced()).toEqual([klarnaOrderId])
      expect(await placed()).toBe(1)
      expect(shop.told("order.placed")).toHaveLength(1)
    })

    it("that declined leaves the cart as it was, and another try leads to the order", async () => {
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      await widget.decline(shop, session)
      expect(await shop.readSession(session.session_id)).toMatchObject({ state: "waiting" })
      expect(await shop.orderOf(cartId)).toBeUndefined()
      await widget.agree(shop, session)
      await bought(shop, cartId)
    })

    it("tells the buyer, in their language, when Klarna rejects the order", async () => {
      const cartId = await shop.cart()
      const session = await choose(shop, widget, cartId)
      await drop("authorization")
      const answer = await shop.authorize(
        session.session_id,
        await agreeIn(session, { result: "reject_order" })
      )
      expect(answer.status).toBe(422)
      expect(answer.data).toMatchObject({ type: "payment_authorization_error", code: "REJECTED" })
      expect(answer.data.message).toMatch(/Välj ett annat sätt/)
      expect(await ordersPlaced()).toEqual([])
    })

    it("authorizes anew after the cart changed: the session is the same, the old authorization is given back", async () => {
      const cartId = await shop.cart()
      await silence()
      const before = await choose(shop, widget, cartId)
      const old = await agreeIn(before)
      await addItem(cartId)
      const changed = await choose(shop, widget, cartId)
      expect(changed.client_token).toBe(before.client_token)
      const replaced = await shop.authorize(before.session_id, old)
      expect(replaced.data).toMatchObject({ code: "session_replaced" })
      const { answer } = await widget.agree(shop, changed)
      expect(answer?.status).toBe(200)
      const { order, klarnaOrderId } = await bought(shop, cartId)
      expect(await shop.klarna.order(klarnaOrderId)).toMatchObject({
        order_amount: Math.round(order.total * 100),
      })
    })

    it("does not place what the cart no longer says: the authorization is given back, and the page is told", async () => {
      const cartId = await shop.cart({ "BOOKEND-LEAF": 1 })
      await silence()
      const session = await choose(shop, widget, cartId)
      const token = await agreeIn(session)
      // Behind the session's back: Medusa keeps it, and nobody tells Klarna.
      await shop
        .container()
        .resolve("__pg_connection__")("cart_line_item")
        .where({ cart_id: cartId })
        .update({
          variant_sku: "BOOKEND-INK",
        })
      const answer = await shop.authorize(session.session_id, token)
      expect(answer.status).toBe(422)
      expect(answer.data).toMatchObject({ type: "payment_authorization_error", code: "cart_changed" })
      expect(answer.data.message).toMatch(/varukorg/)
      expect(await placed()).toBe(0)
      expect(await count(GIVE_BACK)).toBe(1)
      // The same again says the same.
      expect((await shop.authorize(session.session_id, token)).data).toMatchObject({ code: "cart_changed" })
      expect(await shop.orderOf(cartId)).toBeUndefined()
    })

    it("does not place what has sold out meanwhile, and says so in the buyer's language", async () => {
      const first = await shop.cart({ "LAMP-SKYMNING-AMBER": 3 })
      const second = await shop.cart({ "LAMP-SKYMNING-AMBER": 1 })
      const session = await choose(shop, widget, second)
      await widget.agree(shop, await choose(shop, widget, first))
      await bought(shop, first)
      await silence()
      const { answer } = await widget.agree(shop, session)
      expect(answer?.status).toBe(422)
      expect(answer?.data).toMatchObject({ code: "out_of_stock" })
      expect(answer?.data.message).toMatch(/slut/)
      expect(await ordersPlaced()).toHaveLength(1)
      expect(await count(GIVE_BACK)).toBe(1)
    })

    it("gets another session when Klarna's is over, whose client token the session route carries", async () => {
      const cartId = await shop.cart()
      const before = await choose(shop, widget, cartId)
      await shop.klarna.advance(49 * HOUR)
      await pause(0)
      // The address changes, not the total: Medusa keeps its payment session.
      await shop.post(`/store/carts/${cartId}`, { email: "another.buyer@example.com" })
      await sync()
      const after = await choose(shop, widget, cartId)
      expect(after.client_token).not.toBe(before.client_token)
      expect(await shop.readSession(after.session_id)).toMatchObject({ client_token: after.client_token })
      await widget.agree(shop, after)
      await bought(shop, cartId)
    })
  })

  describe("an order that Klarna is still checking for fraud", () => {
    const british = { country: "gb" as const }
    const pend = async (way: Way, how: Agreeing = {}) => {
      const cartId = await shop.cart({ "LAMP-SKYMNING-AMBER": 1 }, british)
      const session = await choose(shop, way, cartId)
      await way.agree(shop, session, { pending: true, ...how })
      await eventually(async () => shop.told("klarna.payment.pending").length === 1, { what: "the event" })
      const klarnaOrderId = await klarnaOrderOf(shop, cartId)
      const order = (await shop.orderOf(cartId)) as Record<string, any>
      return { cartId, session, klarnaOrderId, order }
    }
    const paymentsOf = (order: Record<string, any>) =>
      order.payment_collections.flatMap((collection: any) => collection.payments)
    const reserved = async () => {
      const { data } = await shop
        .container()
        .resolve("query")
        .graph({
          entity: "reservation",
          fields: ["id", "quantity"],
        })
      return data.length
    }
    const purchaseOf = async (orderId: string) => {
      const rows = await shop.container().resolve("__pg_connection__")("klarna_purchase")
      return rows.find(({ order_id, subject_id }: any) => [order_id, subject_id].includes(orderId)) ?? rows[0]
    }
    const statusOf = async (orderId: string) => (await shop.readOrder(orderId)).payment_status

    it.each<[string, Way]>([
      ["in the widget", widget],
      ["on the page, and we place it", pageThenPlace],
      ["on the page, which places it", pagePlaces],
    ])("is placed %s, awaiting its payment: nothing can be captured, and it is told once", async (_, way) => {
      const { order, klarnaOrderId, session } = await pend(way)
      expect(order.payment_status).toBe("awaiting")
      expect(paymentsOf(order)).toEqual([])
      await after(10 * MINUTE, sync)
      await after(10 * MINUTE, sync)
      expect(shop.told("klarna.payment.pending")).toHaveLength(1)
      expect(shop.told("klarna.session.completed")).toEqual([])
      expect(await shop.readSession(session.session_id)).toMatchObject({ state: "pending" })
      expect((await shop.klarna.order(klarnaOrderId)).captured_amount).toBe(0)

      await shop.klarna.decideFraud(klarnaOrderId, "accept")
      await eventually(async () => (await statusOf(order.id)) === "authorized", { what: "the authorization" })
      expect(shop.told("order.placed")).toHaveLength(1)
      const [payment] = paymentsOf(await shop.readOrder(order.id))
      expect((await shop.capture(payment.id)).status).toBe(200)
    })

    it("is authorized by the poll when nobody tells that it was accepted", async () => {
      const { order, klarnaOrderId } = await pend(widget)
      await drop("notification")
      await shop.klarna.decideFraud(klarnaOrderId, "accept")
      await shop.klarna.advance(2 * HOUR)
      await until("the authorization", async () => (await statusOf(order.id)) === "authorized", sync)
      expect(shop.told("order.placed")).toHaveLength(1)
    })

    it("whose cart says another address by now was looked at again and again, and never authorized", async () => {
      const address = {
        given_name: "Jane",
        family_name: "Doe",
        street_address: "1 Old Street",
        postal_code: "EC1A 1BB",
        city: "London",
        country: "GB",
        email: "gb.buyer@example.com",
      }
      const { order, klarnaOrderId } = await pend(widget, { address })
      const connection = shop.container().resolve("__pg_connection__")
      await connection("cart_address").update({ address_1: "Somewhere else 1" })
      const looks = shop.told("klarna.purchase.due").length
      await shop.klarna.decideFraud(klarnaOrderId, "accept")
      await eventually(async () => (await statusOf(order.id)) === "authorized", { what: "the authorization" })
      await shop.idle()
      expect(shop.told("klarna.purchase.due").length - looks).toBeLessThan(4)
      expect(shop.told("order.placed")).toHaveLength(1)
    })

    it("is cancelled when Klarna rejects it, its stock is free again, and the shop is told", async () => {
      const before = await reserved()
      const { order, klarnaOrderId, session } = await pend(widget)
      expect(await reserved()).toBe(before + 1)
      await shop.klarna.decideFraud(klarnaOrderId, "reject")
      await eventually(async () => shop.told("klarna.payment.rejected").length === 1, { what: "the event" })
      expect(shop.told("klarna.payment.rejected")[0]?.data).toMatchObject({ order_id: order.id })
      expect((await shop.readOrder(order.id)).status).toBe("canceled")
      expect(await reserved()).toBe(before)
      expect(await shop.readSession(session.session_id)).toMatchObject({ state: "failed" })
      await shop.idle()
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
      expect(shop.told("klarna.payment.rejected")).toHaveLength(1)
    })

    it("and that staff cancelled meanwhile is cancelled at Klarna, also when Klarna accepts it later", async () => {
      const { order, klarnaOrderId } = await pend(widget)
      const path = "/cancel$"
      await shop.klarna.fault({ match: { method: "POST", path }, kind: "status", status: 503 })
      expect((await shop.cancelOrder(order.id)).status).toBe(200)
      const cancelled = "POST /ordermanagement/v1/orders/:id/cancel"
      await eventually(async () => (await count(cancelled)) > 0, { what: "the first try" })
      await shop.klarna.decideFraud(klarnaOrderId, "accept")
      await shop.klarna.clearFaults()
      await eventually(
        async () => {
          await after(2 * HOUR, repeat, sync)
          return (await shop.klarna.order(klarnaOrderId)).status === "CANCELLED"
        },
        { what: "the cancelled Klarna order" }
      )
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
      expect(paymentsOf(await shop.readOrder(order.id))).toEqual([])
    })

    it("could not be cancelled at the desk, which offered it and said that Klarna held nothing", async () => {
      const { order, klarnaOrderId } = await pend(widget)
      const path = `/admin/klarna/orders/${order.id}`
      const { possible } = (await shop.api.get(path, shop.admin())).data.klarna_order
      expect(possible).toMatchObject({
        cancel: { allowed: true, reason: null },
        capture: { allowed: false, reason: "fraud_pending" },
        extend: { allowed: false },
      })
      // So was a payment link, which nobody could make.
      const { outstanding } = (await shop.api.get(`${path}/outstanding`, shop.admin())).data
      expect(outstanding).toMatchObject({ obstacle: "payment_pending" })
      const refused = (action: string) =>
        shop.api.post(`${path}/${action}`, {}, shop.admin()).catch(({ response }) => response)
      expect(await refused("captures")).toMatchObject({ status: 400, data: { code: "fraud_pending" } })
      expect(await refused("extend")).toMatchObject({ status: 400, data: { code: possible.extend.reason } })

      const cancelled = await shop.post(`${path}/cancel`, {}, shop.admin())
      expect(cancelled.klarna_order).toMatchObject({ status: "CANCELLED", remaining_authorized_amount: 0 })
      await until("the end of the purchase", async () => (await purchaseOf(order.id)).closed_at, sync)
      expect(await purchaseOf(order.id)).toMatchObject({ next_check_at: null })
      // Whatever Klarna says later, and however often somebody looks.
      await after(2 * HOUR, repeat, sync)
      const kept = await shop.readOrder(order.id)
      expect([kept.status, paymentsOf(kept)]).toEqual(["pending", []])
      expect(await shop.klarna.order(klarnaOrderId)).toMatchObject({
        status: "CANCELLED",
        captured_amount: 0,
      })
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
      expect(shop.told("klarna.payment.rejected")).toEqual([])
    })

    it("and paid in Medusa already raises the alarm when Klarna stops it", async () => {
      const { order, klarnaOrderId } = await buy(shop, widget, undefined, british)
      await shop.klarna.decideFraud(klarnaOrderId, "stop")
      await eventually(async () => shop.told("klarna.payment.mismatched").length === 1, { what: "the alarm" })
      expect(shop.told("klarna.payment.mismatched")[0]?.data).toMatchObject({ reason: "payment_lost" })
      expect((await shop.readOrder(order.id)).status).not.toBe("canceled")
      // A capture was refused as if nothing had been authorized.
      const capture = await shop.api
        .post(`/admin/klarna/orders/${order.id}/captures`, {}, shop.admin())
        .catch(({ response }) => response)
      expect(capture).toMatchObject({ status: 400, data: { code: "fraud_rejected" } })
    })

    it("and whose payment was lost kept its buyer's address for ever, however long it was over", async () => {
      const { order, klarnaOrderId } = await buy(shop, widget, undefined, british)
      await shop.klarna.decideFraud(klarnaOrderId, "stop")
      await eventually(async () => shop.told("klarna.payment.mismatched").length === 1, { what: "the alarm" })
      expect((await purchaseOf(order.id)).snapshot).toHaveProperty("billing_address")
      await shop.idle()
      await shop.klarna.advance(400 * 24 * HOUR)
      await sync()
      await shop.runJob("forget-old-klarna-records")
      const kept = await purchaseOf(order.id)
      expect(kept).toMatchObject({
        klarna_order_id: klarnaOrderId,
        outcome: "payment_lost",
        next_check_at: null,
      })
      for (const personal of ["billing_address", "shipping_address", "customer"]) {
        expect(kept.snapshot).not.toHaveProperty(personal)
      }
    })

    it("is decided by what Klarna says, not by notifications that are forged, repeated or out of order", async () => {
      const { order, klarnaOrderId } = await pend(widget)
      await drop("notification")
      const { merchant_urls } = (await shop.klarna.calls()).find(({ path }) => path.endsWith("/order"))
        ?.request as { merchant_urls: { notification: string } }
      const notify = async (body: unknown, url = merchant_urls.notification) =>
        (await fetch(url, { method: "POST", body: JSON.stringify(body) })).status
      const accepted = { order_id: klarnaOrderId, event_type: "FRAUD_RISK_ACCEPTED" }
      const rejected = { order_id: klarnaOrderId, event_type: "FRAUD_RISK_REJECTED" }

      expect(await notify(accepted, merchant_urls.notification.replace(/secret=[^&]*/, "secret=x"))).toBe(404)
      expect(await notify({ ...accepted, order_id: "another-order" })).toBe(400)
      expect(await notify({ order_id: klarnaOrderId })).toBe(400)
      expect(await notify([])).toBe(400)
      for (const lie of [rejected, accepted, { ...accepted, event_type: "SOMETHING_NEW" }, rejected]) {
        expect(await notify(lie)).toBe(200)
      }
      await shop.idle()
      expect((await shop.readOrder(order.id)).status).not.toBe("canceled")
      expect(await statusOf(order.id)).toBe("awaiting")

      await shop.klarna.decideFraud(klarnaOrderId, "accept")
      expect(await notify(rejected)).toBe(200)
      expect(await notify(accepted)).toBe(200)
      expect(await notify(accepted)).toBe(200)
      await eventually(async () => (await statusOf(order.id)) === "authorized", { what: "the authorization" })
      expect(shop.told("order.placed")).toHaveLength(1)
    })
  })
})
