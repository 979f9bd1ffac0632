import type { AxiosRequestConfig } from "axios"
import { deleteCustomersWorkflow } from "@medusajs/medusa/core-flows"
import { ADDRESSES } from "../support/addresses"
import { eventually } from "../support/eventually"
import { withKlarnaShop } from "../support/klarna-shop"
import { ALL_WAYS, buy, checkout, choose, pageThenPlace, widget } from "../support/ways"

jest.setTimeout(240_000)

withKlarnaShop((shop) => {
  const table = () => shop.container().resolve("__pg_connection__")("klarna_call")
  const detail = async (id: string) =>
    (await shop.api.get(`/admin/klarna/sessions/${id}`, shop.admin())).data.session as Record<string, any>
  const sessionsOf = async (purchaseId: string) =>
    (await shop.api.get(`/admin/klarna/sessions?q=${purchaseId}`, shop.admin())).data.sessions as {
      id: string
    }[]

  /** Calls of a purchase as "METHOD path status", in the order in which they were answered. */
  async function recorded(cartId: string): Promise<Record<string, any>[]> {
    const [purchase] = await shop.purchasesOf(cartId)
    const klarna = shop.container().resolve("klarna") as any
    return klarna.calls.ofPurchase(purchase?.id)
  }

  const { se } = ADDRESSES
  const PERSONAL = [
    se.first_name,
    se.last_name,
    se.address_1,
    se.postal_code,
    se.phone,
    "se.buyer@example.com",
  ] as string[]

  const TOKEN = /(authorizations\/)[^/]+/

  it.each(ALL_WAYS)("holds no secret and nothing personal: $title", async (way) => {
    const { order, payment, klarnaOrderId, cartId } = await buy(shop, way)
    if (!way.captures) {
      // Refused: what was asked is kept.
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        kind: "status",
        status: 400,
        times: 1,
        body: {
          error_code: "BAD_VALUE",
          error_messages: ["Bad value: <se.buyer@example.com>"],
          correlation_id: "c-1",
        },
      })
      expect((await shop.capture(payment.id)).status).toBeGreaterThanOrEqual(400)
    }
    const calls = await recorded(cartId)
    const said = (await shop.klarna.calls()).map(
      ({ method, path }) => `${method} ${path.replace(TOKEN, "$1")}`
    )
    expect(calls.map(({ method, path }) => `${method} ${path.replace(TOKEN, "$1")}`).sort()).toEqual(
      said.sort()
    )
    expect(calls.every(({ status, correlation_id }) => status >= 200 && correlation_id)).toBe(true)

    const [purchase] = await shop.purchasesOf(cartId)
    const asked = JSON.stringify((await shop.klarna.calls()).map(({ path, request }) => [path, request]))
    const secrets = [
      ...asked.matchAll(/secret=([\w-]+)/g),
      ...asked.matchAll(/authorizations\/([\w-]+)/g),
    ].map(([, secret]) => secret as string)
    expect(secrets.length).toBeGreaterThan(0)
    if (way.onPage) for (const value of PERSONAL) expect(asked).toContain(value)
    const rows = JSON.stringify(await table())
    expect(rows).toContain(klarnaOrderId)
    for (const value of [...secrets, ...PERSONAL, purchase?.reference as string, "sandbox-secret"]) {
      expect([value, rows.includes(value)]).toEqual([value, false])
    }
    expect(order.id).toBeTruthy()
  })

  it("keeps what Klarna refused, so that it can be checked again", async () => {
    const cartId = await shop.cart({ "LAMP-SKYMNING-FOREST": 2 })
    await shop.klarna.fault({
      match: { method: "POST", path: "/checkout/v3/orders$" },
      kind: "status",
      status: 400,
      times: 1,
      body: { error_code: "BAD_VALUE", error_messages: ["Bad value: order_lines[0]"], correlation_id: "c-7" },
    })
    const answer = await shop.tryPayWithKlarna(cartId)
    expect(answer.status).toBe(400)
    const [refused] = await recorded(cartId)
    expect(refused).toMatchObject({
      method: "POST",
      path: "/checkout/v3/orders",
      status: 400,
      error_code: "BAD_VALUE",
      error_messages: ["Bad value: order_lines[0]"],
      correlation_id: "c-7",
    })
    const { order_lines, order_amount, billing_address } = refused?.request as Record<string, any>
    expect(order_amount).toBe(order_lines.reduce((sum: number, line: any) => sum + line.total_amount, 0))
    expect(order_lines[0]).toMatchObject({ quantity: 2, reference: "LAMP-SKYMNING-FOREST" })
    expect(billing_address).toMatchObject({ country: "SE", given_name: "[removed]", email: "[removed]" })
    expect((await choose(shop, checkout, cartId)).redirect_url).toBeTruthy()
  })

  describe("examining payloads", () => {
    const examination = async (path: string) =>
      shop.api.get(`/admin/klarna/${path}/examination`, shop.admin())
    const refuseNext = (path: string, error_messages: string[], correlation_id: string) =>
      shop.klarna.fault({
        match: { method: "POST", path },
        ...{ kind: "status", status: 400, times: 1 },
        body: { error_code: "BAD_VALUE", error_messages, correlation_id },
      })

    it("finds in a refused call what Klarna named, and nothing else where our reading agrees with it", async () => {
      const cartId = await shop.cart()
      await refuseNext("/checkout/v3/orders$", ["Bad value: order_lines[0].reference"], "c-8")
      expect((await shop.tryPayWithKlarna(cartId)).status).toBe(400)
      const [refused] = await recorded(cartId)
      const { data, status } = await examination(`calls/${refused?.id}`)
      expect(status).toBe(200)
      expect(data.examination).toEqual({
        ...{ kind: "order", call_id: refused?.id },
        ...{ status: 400, error_code: "BAD_VALUE", correlation_id: "c-8" },
        findings: [
          {
            ...{ path: "order_lines[0].reference", line: 0, reference: null },
            rule: "Bad value: order_lines[0].reference",
            ...{ expected: null, sent: "LAMP-SKYMNING-FOREST", named_by_klarna: true },
          },
        ],
      })
    })

    it("finds nothing wrong with what the ledger captured, and says which effects have nothing to examine", async () => {
      const { order, payment } = await buy(shop, checkout)
      await shop.capture(payment.id)
      const { operations } = (await shop.api.get(`/admin/klarna/orders/${order.id}`, shop.admin())).data
        .klarna_order as { operations: { id: string; kind: string; payload_kind: string | null }[] }
      expect(operations.filter(({ payload_kind }) => payload_kind).map(({ kind }) => kind)).toEqual([
        "capture",
      ])
      const of = (kind: string) => operations.find((operation) => operation.kind === kind)?.id
      expect((await examination(`operations/${of("capture")}`)).data.examination).toMatchObject({
        ...{ kind: "capture", status: "confirmed", findings: [] },
      })
      const none = await examination(`operations/${of("acknowledge")}`)
      expect(none.status).toBe(400)
      expect(none.data).toMatchObject({ type: "invalid_data", code: "nothing_to_examine" })
      for (const unknown of ["operations/klop_nobody", "calls/klcall_nobody"]) {
        expect((await examination(unknown)).status).toBe(404)
      }
    })

    it("examines what staff paste, and names the field of a question it does not understand", async () => {
      const ask = (body: unknown, as: AxiosRequestConfig = shop.admin()) =>
        shop.api.post("/admin/klarna/examinations", body, as)
      const line = { name: "Lamp", quantity: 2, unit_price: 500, total_amount: 999 }
      const { data } = await ask({ kind: "order", payload: { order_amount: 999, order_lines: [line] } })
      expect(data.examination.findings).toMatchObject([
        { path: "order_lines[0].total_amount", line: 0, expected: 1000, sent: 999 },
      ])
      expect((await ask({ kind: "order", payload: "{}" })).data.examination.findings).toHaveLength(1)
      expect((await ask({ kind: "receipt", payload: {} })).data.message).toMatch(/kind/)
      expect((await ask({ kind: "order", payload: {}, country: "Sweden" })).data.message).toMatch(/country/)
      expect((await ask({ kind: "order", payload: {} }, shop.store())).status).toBe(401)
    })
  })

  it("stands beside the callbacks in the detail of a session", async () => {
    const { session, cartId } = await buy(shop, pageThenPlace)
    const [purchase] = await shop.purchasesOf(cartId)
    const [found] = await sessionsOf(purchase?.id)
    const read = await eventually(
      async () => {
        const read = await detail(found?.id as string)
        return ["COMPLETED", null].every((status) =>
          read.events.some((event: any) => event.outcome && event.status === status)
        )
          ? read
          : undefined
      },
      { what: "both callbacks, worked off" }
    )
    expect(read.hpp_session_id).toBe(session.hpp_session_id)
    expect(read.calls[0]).toEqual({
      id: expect.any(String),
      at: expect.any(String),
      method: "POST",
      path: "/payments/v1/sessions",
      status: 200,
      error_code: null,
      error_messages: [],
      correlation_id: expect.any(String),
      ms: expect.any(Number),
      payload_kind: null,
    })
    const told = (source: string, status: string | null) =>
      read.events.find((event: any) => event.source === source && event.status === status)
    expect(told("status_update", "COMPLETED")).toMatchObject({ at: expect.any(String), attempts: 1 })
    expect(told("authorization", null)).toMatchObject({ processed_at: expect.any(String), attempts: 1 })
    const [call] = (await shop.klarna.calls()).filter(({ path }) => path.includes("/authorizations/"))
    const token = call?.path.split("/")[4] as string
    expect([token.length > 20, JSON.stringify(read).includes(token)]).toEqual([true, false])
  })

  it("fails no payment when it cannot be written", async () => {
    const connection = shop.container().resolve("__pg_connection__")
    await connection.raw('alter table "klarna_call" rename to "klarna_call_away"')
    try {
      const { order } = await buy(shop, widget)
      expect(order.payment_status).toBe("authorized")
    } finally {
      await connection.raw('alter table "klarna_call_away" rename to "klarna_call"')
    }
  })

  it("tells whether anything waits for too long, and how Klarna answered", async () => {
    const health = async () => (await shop.api.get("/admin/klarna/health", shop.admin())).data.health
    const { cartId } = await buy(shop, checkout)
    await shop.idle()
    const nothing = { count: 0, oldest_at: null }
    expect(await health()).toMatchObject({
      ok: true,
      late: { signals: nothing, purchases: nothing, operations: nothing, books: nothing },
      calls_of_last_hour: { answered: (await recorded(cartId)).length, refused: 0, unanswered: 0 },
      accounts: [
        { id: "demo", provider: "kustom", environment: "playground", region: "eu" },
        { id: "demo-payments", provider: "klarna", environment: "playground" },
      ],
    })

    // Nobody is to work it off meanwhile.
    const event = () => shop.container().resolve("__pg_connection__")("klarna_event")
    const [{ id, received_at }] = await event().select("id", "received_at").limit(1)
    await event().where({ id }).update({ processed_at: null, next_attempt_at: null })
    expect((await health()).ok).toBe(true)
    await shop.klarna.advance(6 * 60_000)
    await shop.runJob("sync-due-klarna-purchases")
    const { ok, late } = await health()
    expect({ ok, signals: late.signals }).toEqual({
      ok: false,
      signals: { count: 1, oldest_at: new Date(received_at).toISOString() },
    })
    expect((await shop.api.get("/admin/klarna/health", shop.store())).status).toBe(401)
  })

  describe("what is kept", () => {
    const DAY_MS = 24 * 3_600_000
    const forget = async () => shop.runJob("forget-old-klarna-records")
    const connection = () => shop.container().resolve("__pg_connection__")
    const LEDGER = ["purchase", "page", "holder", "event", "distribution", "operation", "call"]
    const ledger = async () =>
      JSON.stringify(await Promise.all(LEDGER.map((table) => connection()(`klarna_${table}`).select("*"))))

    it("calls and callbacks for 90 days, what was sent and read for 400, and amounts and states for good", async () => {
      const { cartId, order, payment } = await buy(shop, checkout)
      await shop.capture(payment.id)
      await shop.idle()
      expect((await recorded(cartId)).length).toBeGreaterThan(3)
      await shop.klarna.advance(89 * DAY_MS)
      expect(await forget()).toMatchObject({ calls: 0, events: 0, bodies: 0 })
      await shop.klarna.advance(2 * DAY_MS)
      expect((await forget()).events).toBeGreaterThan(0)
      expect(await recorded(cartId)).toEqual([])
      expect(await ledger()).toContain(se.address_1)

      await shop.klarna.advance(310 * DAY_MS)
      expect(await forget()).toMatchObject({ bodies: 1 })
      expect(await forget()).toMatchObject({ bodies: 0 })
      const left = await ledger()
      for (const value of PERSONAL) expect([value, left.includes(value)]).toEqual([value, false])
      const { data } = await shop.api.get(`/admin/klarna/orders/${order.id}`, shop.admin())
      expect(data.klarna_order).toMatchObject({
        captured_amount: order.total,
        operations: expect.arrayContaining([
          expect.objectContaining({ kind: "capture", status: "confirmed" }),
        ]),
      })
      expect((await shop.refund(payment.id, 10)).status).toBe(200)
    })

    it("nothing that names a customer who is deleted; the order can still be refunded", async () => {
      const { order, payment, cartId, klarnaOrderId } = await buy(shop, pageThenPlace)
      await shop.capture(payment.id)
      const [{ customer_id }] = await connection()("order").where({ id: order.id }).select("customer_id")
      const open = await shop.cart()
      const unpaid = await choose(shop, checkout, open)
      await connection()("cart").where({ id: open }).update({ customer_id })
      const { sessions } = (await shop.api.get(`/admin/klarna/sessions?q=${open}`, shop.admin())).data
      await shop.api.post(
        `/admin/klarna/sessions/${sessions[0].id}/distribute`,
        { method: "email", email: "se.buyer@example.com" },
        shop.admin()
      )
      await shop.idle()
      expect(await ledger()).toContain(se.address_1)

      await deleteCustomersWorkflow(shop.container()).run({ input: { ids: [customer_id] } })
      await eventually(async () => !(await ledger()).includes(se.address_1), { what: "the erasure" })
      const left = await ledger()
      for (const value of [...PERSONAL, customer_id]) {
        expect([value, left.includes(value)]).toEqual([value, false])
      }
      expect(await shop.purchasesOf(cartId)).toMatchObject([
        { klarna_order_id: klarnaOrderId, amount: Math.round(order.total * 100), order_id: order.id },
      ])
      await expect(shop.klarna.consumer(unpaid.hpp_session_id, "approve")).rejects.toThrow()
      expect((await shop.refund(payment.id, 10)).status).toBe(200)
      expect((await shop.klarna.order(klarnaOrderId)).refunded_amount).toBe(1000)
    })

    it("who bought, of a customer who was deleted between Klarna's payment and Medusa's order, was erased before the order was made and came back with it", async () => {
      await shop.klarna.settings({ skip_push: true, skip_status_update: true })
      const cartId = await shop.cart()
      const session = await choose(shop, checkout, cartId)
      const [{ customer_id }] = await connection()("cart").where({ id: cartId }).select("customer_id")
      await shop.klarna.consumer(session.hpp_session_id, "approve", { close_window: true })
      await deleteCustomersWorkflow(shop.container()).run({ input: { ids: [customer_id] } })
      const order = await eventually(async () => shop.orderOf(cartId), { what: "the order" })
      expect(order.shipping_address).toMatchObject({ address_1: se.address_1, last_name: se.last_name })
      expect((await shop.klarna.order(session.klarna_order_id)).status).toBe("AUTHORIZED")

      await shop.idle()
      expect(await forget()).toMatchObject({ customers: 1 })
      const left = await ledger()
      for (const value of [...PERSONAL, customer_id]) {
        expect([value, left.includes(value)]).toEqual([value, false])
      }
      expect(await shop.purchasesOf(cartId)).toMatchObject([{ order_id: order.id, erase_asked_at: null }])
      expect(await forget()).toMatchObject({ customers: 0 })
    })
  })
})
