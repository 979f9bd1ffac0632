import type { KlarnaModuleService } from "../../src/modules/klarna"
import { eventually } from "../support/eventually"
import { withKlarnaShop } from "../support/klarna-shop"
import { orderChanges } from "../support/order-changes"

jest.setTimeout(240_000)

const OUTLASTING = 9
const DAY_MS = 24 * 3_600_000
const NOON_MS = DAY_MS / 2

type Policies = KlarnaModuleService["config"]["policies"]
type Capture = {
  captured_amount: number
  order_lines: { reference?: string; quantity: number; total_amount: number }[]
  shipping_info: { tracking_number: string; tracking_uri?: string; shipping_company?: string }[]
}

withKlarnaShop((shop) => {
  const changes = orderChanges(shop)
  const minor = (major: number) => Math.round(major * 100)
  const klarna = () => shop.container().resolve<KlarnaModuleService>("klarna")
  /** What the shop's options say. */
  const policies = (values: Partial<Policies>) => Object.assign(klarna().config.policies as Policies, values)
  const accounts = () => klarna().config.accounts as unknown as { provider: string }[]

  afterEach(() => {
    policies({ capture: "manual", extendAuthorization: { enabled: false, daysBefore: 3 } })
    for (const account of accounts()) account.provider = "kustom"
  })

  const captures = async (klarnaOrderId: string) =>
    (await shop.klarna.order(klarnaOrderId)).captures as unknown as Capture[]
  const amounts = async (klarnaOrderId: string) =>
    (await captures(klarnaOrderId)).map(({ captured_amount }) => captured_amount)
  const booked = async (orderId: string) =>
    (await shop.readOrder(orderId)).transactions.map(({ amount }: { amount: number }) => minor(amount))
  const idOf = (order: Record<string, any>, sku: string): string =>
    order.items.find((item: { variant_sku: string }) => item.variant_sku === sku).id
  const view = async (orderId: string) =>
    (await shop.api.get(`/admin/klarna/orders/${orderId}`, shop.admin())).data.klarna_order

  /** Staff pack goods. */
  async function pack(orderId: string, items: { id: string; quantity: number }[]): Promise<string> {
    const { stock_locations } = (await shop.api.get("/admin/stock-locations?limit=1", shop.admin())).data
    const known = await fulfillments(orderId)
    await shop.post(
      `/admin/orders/${orderId}/fulfillments`,
      { items, location_id: stock_locations[0].id },
      shop.admin()
    )
    return (await fulfillments(orderId)).find((id) => !known.includes(id)) as string
  }

  async function fulfillments(orderId: string): Promise<string[]> {
    const { data } = await shop
      .container()
      .resolve("query")
      .graph({ entity: "order_fulfillment", fields: ["fulfillment_id"], filters: { order_id: orderId } })
    return (data as { fulfillment_id: string }[]).map(({ fulfillment_id }) => fulfillment_id)
  }

  /** Staff hand them to the carrier. */
  const ship = (
    orderId: string,
    fulfillmentId: string,
    items: { id: string; quantity: number }[],
    numbers: string[] = []
  ) =>
    shop.post(
      `/admin/orders/${orderId}/fulfillments/${fulfillmentId}/shipments`,
      {
        items,
        labels: numbers.map((number) => ({
          tracking_number: number,
          tracking_url: `https://tracking.example/${number}`,
          label_url: "",
        })),
      },
      shop.admin()
    )

  const eventuallyCaptured = (klarnaOrderId: string, expected: number[]) =>
    eventually(async () => JSON.stringify(await amounts(klarnaOrderId)) === JSON.stringify(expected), {
      what: `captures of ${expected.join(", ")}`,
    })
  const eventuallyBooked = (orderId: string, expected: number[]) =>
    eventually(async () => JSON.stringify(await booked(orderId)) === JSON.stringify(expected), {
      what: `Medusa's books of ${expected.join(", ")}`,
    })
  const again = (fulfillmentId: string) =>
    shop
      .container()
      .resolve("event_bus")
      .emit({ name: "shipment.created", data: { id: fulfillmentId } })

  const LAMP = 129500
  const BULB = 5990
  const DELIVERY = 4900

  it("captures nothing by itself, as long as nobody asked for it", async () => {
    const { order, session } = await shop.purchase({ "BULB-GLOD-1": 2 })
    const bulb = [{ id: idOf(order, "BULB-GLOD-1"), quantity: 2 }]
    await ship(order.id, await pack(order.id, bulb), bulb, ["T1"])
    await shop.idle()
    await shop.runJob("follow-klarna-fulfillments")
    expect(await amounts(session.klarna_order_id)).toEqual([])
  })

  it("captures what is packed, with the delivery the first time, each piece once", async () => {
    policies({ capture: "on_fulfillment" })
    const { order, session } = await shop.purchase({ "LAMP-SKYMNING-FOREST": 1, "BULB-GLOD-1": 3 })
    const bulb = idOf(order, "BULB-GLOD-1")
    const lamp = idOf(order, "LAMP-SKYMNING-FOREST")
    await pack(order.id, [{ id: bulb, quantity: 2 }])
    await eventuallyCaptured(session.klarna_order_id, [2 * BULB + DELIVERY])
    const second = await pack(order.id, [
      { id: bulb, quantity: 1 },
      { id: lamp, quantity: 1 },
    ])
    await eventuallyCaptured(session.klarna_order_id, [2 * BULB + DELIVERY, BULB + LAMP])
    await eventuallyBooked(order.id, [2 * BULB + DELIVERY, BULB + LAMP])
    expect((await shop.readOrder(order.id)).payment_status).toBe("captured")

    // The number comes with the shipment, after the money.
    await ship(
      order.id,
      second,
      [
        { id: bulb, quantity: 1 },
        { id: lamp, quantity: 1 },
      ],
      ["PN77"]
    )
    await eventually(async () => (await captures(session.klarna_order_id))[1]?.shipping_info.length === 1, {
      what: "the tracking number at Klarna",
    })
    await again(second)
    await shop.runJob("follow-klarna-fulfillments")
    await shop.idle()
    const [first, last] = await captures(session.klarna_order_id)
    expect(first?.shipping_info).toEqual([])
    expect(last?.shipping_info).toMatchObject([
      { tracking_number: "PN77", tracking_uri: "https://tracking.example/PN77" },
    ])
    expect(await amounts(session.klarna_order_id)).toEqual([2 * BULB + DELIVERY, BULB + LAMP])
  })

  it("captures what is sent, with its tracking numbers, also when the event comes again or never came", async () => {
    policies({ capture: "on_shipment" })
    const { order, session } = await shop.purchase({ "LAMP-SKYMNING-FOREST": 1, "BULB-GLOD-1": 1 })
    const lamp = [{ id: idOf(order, "LAMP-SKYMNING-FOREST"), quantity: 1 }]
    const bulb = [{ id: idOf(order, "BULB-GLOD-1"), quantity: 1 }]
    const first = await pack(order.id, lamp)
    const second = await pack(order.id, bulb)
    await shop.idle()
    expect(await amounts(session.klarna_order_id)).toEqual([])
    await ship(order.id, first, lamp, ["DHL1", "DHL2"])
    await eventuallyCaptured(session.klarna_order_id, [LAMP + DELIVERY])
    await eventuallyBooked(order.id, [LAMP + DELIVERY])
    const [capture] = await captures(session.klarna_order_id)
    expect(capture?.shipping_info.map(({ tracking_number }) => tracking_number)).toEqual(["DHL1", "DHL2"])
    await Promise.all([again(first), again(first)])
    await shop.idle()
    expect(await amounts(session.klarna_order_id)).toEqual([LAMP + DELIVERY])

    // Nobody hears of the second one: the sweep does.
    policies({ capture: "manual" })
    await ship(order.id, second, bulb)
    await shop.idle()
    expect(await amounts(session.klarna_order_id)).toEqual([LAMP + DELIVERY])
    policies({ capture: "on_shipment" })
    await shop.runJob("follow-klarna-fulfillments")
    await shop.runJob("follow-klarna-fulfillments")
    expect(await amounts(session.klarna_order_id)).toEqual([LAMP + DELIVERY, BULB])
    expect(await booked(order.id)).toEqual([LAMP + DELIVERY, BULB])
  })

  it("captures everything as soon as the order stands, once", async () => {
    policies({ capture: "automatic" })
    const { order, session } = await shop.purchase({ "BULB-GLOD-1": 1 })
    await eventuallyCaptured(session.klarna_order_id, [BULB + DELIVERY])
    await eventuallyBooked(order.id, [BULB + DELIVERY])
    await shop.runJob("follow-klarna-fulfillments")
    expect(await amounts(session.klarna_order_id)).toEqual([BULB + DELIVERY])
    expect((await shop.readOrder(order.id)).payment_status).toBe("captured")
  })

  it("takes up a capture that Klarna could not answer, and shows one that it refuses", async () => {
    policies({ capture: "on_fulfillment" })
    const { order, session } = await shop.purchase({ "BULB-GLOD-1": 2 })
    const bulb = idOf(order, "BULB-GLOD-1")
    const path = `${session.klarna_order_id}/captures$`
    await shop.klarna.fault({ match: { method: "POST", path }, times: OUTLASTING, kind: "lost_response" })
    await pack(order.id, [{ id: bulb, quantity: 1 }])
    await eventually(async () => shop.told("klarna.operation.unknown").length, { what: "the lost answer" })
    await shop.klarna.clearFaults()
    await shop.idle()
    expect(await booked(order.id)).toEqual([])
    await shop.runJob("follow-klarna-fulfillments")
    expect(await amounts(session.klarna_order_id)).toEqual([BULB + DELIVERY])
    expect(await booked(order.id)).toEqual([BULB + DELIVERY])
    expect(shop.told("klarna.capture.refused")).toEqual([])

    await shop.klarna.fault({
      match: { method: "POST", path },
      times: 1,
      kind: "status",
      status: 403,
      error_code: "CAPTURE_NOT_ALLOWED",
    })
    await pack(order.id, [{ id: bulb, quantity: 1 }])
    await eventually(async () => shop.told("klarna.capture.refused").length, { what: "the refusal" })
    expect(shop.told("klarna.capture.refused")[0]?.data).toMatchObject({
      order_id: order.id,
      code: "CAPTURE_NOT_ALLOWED",
    })
    expect((await view(order.id)).last_error).toMatchObject({
      operation: "capture",
      code: "CAPTURE_NOT_ALLOWED",
      correlation_id: expect.any(String),
      resolved_at: null,
    })
    // Repeating it is for staff, and works.
    await shop.runJob("follow-klarna-fulfillments")
    expect(await amounts(session.klarna_order_id)).toEqual([BULB + DELIVERY])
    expect(shop.told("klarna.capture.refused")).toHaveLength(1)
    const byHand = await shop.api.post(`/admin/klarna/orders/${order.id}/captures`, {}, shop.admin())
    expect(byHand.status).toBe(200)
    expect(await amounts(session.klarna_order_id)).toEqual([BULB + DELIVERY, BULB])
    expect((await view(order.id)).last_error.resolved_at).toEqual(expect.any(String))
  })

  describe("goods that leave while an exchange awaits what comes back", () => {
    const ONE_BULB_PACK = 14999
    /** Two packs were sent, one comes back for a bulb: Klarna's order is one sum until then. */
    async function exchanged() {
      const { order, session } = await shop.purchase({ "BULB-GLOD-3": 2 })
      const sent = [{ id: idOf(order, "BULB-GLOD-3"), quantity: 2 }]
      const back = [{ id: idOf(order, "BULB-GLOD-3"), quantity: 1 }]
      const packed = await pack(order.id, sent)
      const returnId = await changes.exchange(order.id, back, { "BULB-GLOD-1": 1 })
      await eventually(
        async () => (await shop.klarna.order(session.klarna_order_id)).order_amount !== minor(order.total),
        { what: "the exchange at Klarna" }
      )
      await shop.idle()
      return { order, session, sent, back, packed, returnId }
    }

    it("were never captured, and nobody was told", async () => {
      policies({ capture: "on_shipment" })
      const { order, session, sent, back, packed, returnId } = await exchanged()
      await ship(order.id, packed, sent, ["EX1"])
      const told = () => shop.told("klarna.capture.refused").filter(({ data }) => data.order_id === order.id)
      await eventually(async () => told().length, { what: "the goods that nothing was captured for" })
      await shop.runJob("follow-klarna-fulfillments")
      expect(told().map(({ data }) => data.code)).toEqual(["goods_unnamed"])
      expect(await amounts(session.klarna_order_id)).toEqual([])
      expect((await view(order.id)).last_error).toMatchObject({ code: "goods_unnamed", resolved_at: null })

      await changes.receive(returnId, back)
      await eventuallyCaptured(session.klarna_order_id, [ONE_BULB_PACK + DELIVERY])
      await eventuallyBooked(order.id, [ONE_BULB_PACK + DELIVERY])
      expect((await captures(session.klarna_order_id))[0]?.shipping_info).toMatchObject([
        { tracking_number: "EX1" },
      ])
      expect((await view(order.id)).last_error.resolved_at).toEqual(expect.any(String))
    })

    it("were not captured when the process died right after the return, and they had left days before", async () => {
      const { order, session, sent, back, packed, returnId } = await exchanged()
      await ship(order.id, packed, sent)
      await changes.receive(returnId, back)
      await eventually(
        async () => {
          const { order_lines } = (await shop.klarna.order(session.klarna_order_id)) as unknown as {
            order_lines: Capture["order_lines"]
          }
          return order_lines.some(({ total_amount }) => total_amount === ONE_BULB_PACK)
        },
        { what: "the lines after the return" }
      )
      await shop.idle()
      await shop
        .container()
        .resolve("__pg_connection__")("fulfillment")
        .where({ id: packed })
        .update({ updated_at: new Date(klarna().now() - 3 * DAY_MS) })
      policies({ capture: "on_shipment" })
      await shop.runJob("follow-klarna-fulfillments")
      expect(await amounts(session.klarna_order_id)).toEqual([ONE_BULB_PACK + DELIVERY])
    })
  })

  it("adds shipments to a capture by hand, the same ones once", async () => {
    const { order, session } = await shop.purchase({ "BULB-GLOD-1": 1 })
    const desk = `/admin/klarna/orders/${order.id}/captures`
    const { klarna_order } = await shop.post(desk, {}, shop.admin())
    const path = `${desk}/${klarna_order.captures[0].capture_id}/shipping-info`
    const body = { shipping_info: [{ shipping_company: "PostNord", tracking_number: "P1" }] }
    await shop.post(path, body, shop.admin())
    expect((await shop.post(path, body, shop.admin())).klarna_order.captures).toMatchObject([
      { tracking_numbers: ["P1"] },
    ])
    expect((await captures(session.klarna_order_id))[0]?.shipping_info).toHaveLength(1)
    const other = await shop.api.post(`${desk}/other/shipping-info`, body, shop.admin())
    expect(other).toMatchObject({ status: 404, data: { code: "NO_SUCH_CAPTURE" } })
    expect((await shop.api.post(path, { shipping_info: [] }, shop.admin())).status).toBe(400)
  })

  describe("an authorization that is about to run out", () => {
    const list = async (query: string) =>
      (await shop.api.get(`/admin/klarna/orders?${query}`, shop.admin())).data
    const expiresAt = async (orderId: string) => Date.parse((await view(orderId)).expires_at)
    const lookAfter = () => shop.runJob("extend-klarna-authorizations")

    // Klarna's days and ours are counted: none is to end in the middle of a test.
    beforeEach(async () => {
      const { now_ms } = await shop.klarna.advance(0)
      await shop.klarna.advance(DAY_MS + NOON_MS - (now_ms % DAY_MS))
    })

    it("is told once, listed as at risk, and no more once it is captured", async () => {
      const { order, payment, session } = await shop.purchase({ "BULB-GLOD-1": 1 })
      await shop.purchase({ "BULB-GLOD-3": 1 })
      expect(await list("limit=1")).toMatchObject({ count: 2, limit: 1, offset: 0 })
      expect(await list("at_risk=true")).toMatchObject({ count: 0, klarna_orders: [] })
      await shop.klarna.advance(DAY_MS + 60_000)
      await lookAfter()
      expect(shop.told("klarna.authorization.expiring")).toEqual([])
      await shop.klarna.advance(24 * DAY_MS)
      await lookAfter()
      await shop.klarna.advance(7 * 3_600_000)
      await lookAfter()
      const told = shop.told("klarna.authorization.expiring")
      expect(told).toHaveLength(2)
      expect(told.find(({ data }) => data.order_id === order.id)?.data).toMatchObject({
        klarna_order_id: session.klarna_order_id,
        expires_at: expect.any(String),
        days_left: expect.any(Number),
      })
      const atRisk = await list("at_risk=true&limit=10&offset=0")
      expect(atRisk.count).toBe(2)
      expect(atRisk.klarna_orders.map((entry: { order_id: string }) => entry.order_id)).toContain(order.id)
      expect(atRisk.klarna_orders[0]).toMatchObject({
        at_risk: true,
        display_id: expect.any(Number),
        remaining_authorized_amount: expect.any(Number),
      })
      expect((await view(order.id)).at_risk).toBe(true)

      expect((await shop.capture(payment.id)).status).toBe(200)
      expect((await view(order.id)).at_risk).toBe(false)
      expect(await list("at_risk=true")).toMatchObject({ count: 1 })
      expect((await shop.api.get("/admin/klarna/orders?limit=0", shop.admin())).status).toBe(400)
    })

    it("is extended in time where the shop wants it and Klarna offers it, again and again", async () => {
      for (const account of accounts()) account.provider = "klarna"
      policies({ extendAuthorization: { enabled: true, daysBefore: 3 } })
      const { order } = await shop.purchase({ "BULB-GLOD-1": 1 })
      const first = await expiresAt(order.id)
      await shop.klarna.advance(DAY_MS + 60_000)
      await lookAfter()
      expect(await expiresAt(order.id)).toBe(first)
      await shop.klarna.advance(24 * DAY_MS)
      await lookAfter()
      const second = await expiresAt(order.id)
      expect(second).toBeGreaterThan(first + 20 * DAY_MS)
      await shop.klarna.advance(20 * DAY_MS)
      await lookAfter()
      expect(await expiresAt(order.id)).toBe(second)
      await shop.klarna.advance(6 * DAY_MS)
      await lookAfter()
      expect(await expiresAt(order.id)).toBeGreaterThan(second)
      expect(shop.told("klarna.authorization.expiring")).toEqual([])
    })

    it("is told when Klarna refuses to extend it", async () => {
      for (const account of accounts()) account.provider = "klarna"
      policies({ extendAuthorization: { enabled: true, daysBefore: 3 } })
      const { order } = await shop.purchase({ "BULB-GLOD-1": 1 })
      await shop.klarna.advance(DAY_MS + 60_000)
      await lookAfter()
      await shop.klarna.fault({
        match: { method: "POST", path: "/extend-authorization-time$" },
        kind: "status",
        status: 403,
        error_code: "NOT_ALLOWED",
      })
      await shop.klarna.advance(24 * DAY_MS)
      await lookAfter()
      expect(shop.told("klarna.authorization.expiring")).toHaveLength(1)
      expect((await view(order.id)).last_error).toMatchObject({ operation: "extend", code: "NOT_ALLOWED" })
    })

    it("is extended by hand, on one day once", async () => {
      for (const account of accounts()) account.provider = "klarna"
      const { order } = await shop.purchase({ "BULB-GLOD-1": 1 })
      const first = await expiresAt(order.id)
      await shop.klarna.advance(10 * DAY_MS)
      expect((await view(order.id)).possible.extend).toEqual({ allowed: true, reason: null })
      const path = `/admin/klarna/orders/${order.id}/extend`
      const { klarna_order } = await shop.post(path, undefined, shop.admin())
      expect(Date.parse(klarna_order.expires_at)).toBe(first + 10 * DAY_MS)
      await shop.post(path, undefined, shop.admin())
      const extensions = (await view(order.id)).operations.filter(
        ({ kind }: { kind: string }) => kind === "extend"
      )
      expect(extensions).toMatchObject([{ status: "confirmed", created_by: expect.any(String) }])
    })
  })
})
