import { holdCapture } from "./support/held-capture"
import { paidOrder } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const HOUR = 3_600_000
const bench = withSandbox()

const om = (orderId: string, rest = "") => `/ordermanagement/v1/orders/${orderId}${rest}`
const captureWith = (key: string | undefined, id: string, captured_amount: number) =>
  bench.client.call(
    "POST",
    om(id, "/captures"),
    { captured_amount },
    key ? { "Klarna-Idempotency-Key": key } : {}
  )
const captured = async (id: string) => (await bench.client.call("GET", om(id))).body.captured_amount

describe("an idempotency key", () => {
  it("gives the first answer again, headers included, whatever the body says", async () => {
    const id = await paidOrder(bench.client)
    const first = await captureWith("key", id, 1000)
    const second = await captureWith("key", id, 9999)
    expect(second.status).toBe(201)
    for (const name of ["capture-id", "location", "klarna-correlation-id"]) {
      expect(second.headers.get(name)).toBe(first.headers.get(name))
    }
    expect(await captured(id)).toBe(1000)
  })

  it("lasts 24 hours", async () => {
    const id = await paidOrder(bench.client)
    await captureWith("key", id, 1000)
    await bench.sandbox.advance(24 * HOUR - 1)
    await captureWith("key", id, 1000)
    expect(await captured(id)).toBe(1000)
    await bench.sandbox.advance(1)
    await captureWith("key", id, 1000)
    expect(await captured(id)).toBe(2000)
  })

  it("keeps a refusal too, unless the setting says otherwise", async () => {
    const id = await paidOrder(bench.client)
    const first = await captureWith("key", id, 40000)
    const second = await captureWith("key", id, 1000)
    expect(second.status).toBe(403)
    expect(second.body).toEqual(first.body)
    await bench.client.control("POST", "/settings", { idempotency_keeps_refusals: false })
    expect((await captureWith("other", id, 40000)).status).toBe(403)
    expect((await captureWith("other", id, 1000)).status).toBe(201)
  })

  it("does not hold on to the 404 of an order that is not visible yet", async () => {
    await bench.client.control("POST", "/settings", { om_lag_ms: 60_000 })
    const id = await paidOrder(bench.client)
    expect((await captureWith("key", id, 1000)).status).toBe(404)
    await bench.sandbox.advance(60_000)
    expect((await captureWith("key", id, 1000)).status).toBe(201)
  })

  it("belongs to one path, or to the merchant by the setting", async () => {
    const [one, two] = [await paidOrder(bench.client), await paidOrder(bench.client)]
    await captureWith("key", one, 1000)
    await captureWith("key", two, 2000)
    expect(await captured(two)).toBe(2000)
    await bench.client.control("POST", "/settings", { idempotency_scope: "merchant" })
    await captureWith("wide", one, 500)
    await captureWith("wide", two, 500)
    expect([await captured(one), await captured(two)]).toEqual([1500, 2000])
  })

  it("makes twenty calls at once one capture", async () => {
    const id = await paidOrder(bench.client)
    const answers = await Promise.all(Array.from({ length: 20 }, () => captureWith("key", id, 1000)))
    expect(new Set(answers.map(({ headers }) => headers.get("capture-id"))).size).toBe(1)
    expect(await captured(id)).toBe(1000)
  })

  describe("whose first request is not answered yet", () => {
    it("is refused with 409 by the setting, until the answer is there", async () => {
      await bench.client.control("POST", "/settings", { idempotency_in_flight: "refused" })
      const [id, other] = [await paidOrder(bench.client), await paidOrder(bench.client)]
      await holdCapture(bench.client, id, "key")
      const second = await captureWith("key", id, 1000)
      expect([second.status, second.body]).toMatchObject([
        409,
        { error_code: "CONFLICT", error_messages: [] },
      ])
      expect(await captured(id)).toBe(0)
      // Neither another key nor the same one elsewhere has to do with it.
      expect((await captureWith("free", id, 10)).status).toBe(201)
      expect((await captureWith("key", other, 10)).status).toBe(201)
      // An answered key gives its answer, however many ask at once.
      const again = await Promise.all([1, 2, 3].map(() => captureWith("free", id, 10)))
      expect(again.map(({ status }) => status)).toEqual([201, 201, 201])
      expect(await captured(id)).toBe(10)
    })

    it("was held for ever when the request came to nothing", async () => {
      await bench.client.control("POST", "/settings", { idempotency_in_flight: "refused" })
      const id = await paidOrder(bench.client)
      for (const fault of [{ kind: "status", status: 503 }, { kind: "reset" }]) {
        await bench.client.control("POST", "/faults", { ...fault, match: { path: "/captures$" }, times: 1 })
        await captureWith("key", id, 1000).catch(() => undefined)
      }
      expect((await captureWith("key", id, 1000)).status).toBe(201)
    })
  })

  it("is what tells two equal captures apart: without it both count", async () => {
    const id = await paidOrder(bench.client)
    await captureWith(undefined, id, 1000)
    await captureWith(undefined, id, 1000)
    expect(await captured(id)).toBe(2000)
  })

  it("works for every operation that accepts it", async () => {
    const id = await paidOrder(bench.client)
    const twice = async (method: string, rest: string, body?: unknown) => {
      const headers = { "Klarna-Idempotency-Key": `once-${rest}` }
      const first = await bench.client.call(method, om(id, rest), body, headers)
      const second = await bench.client.call(method, om(id, rest), body, headers)
      expect([rest, second.status, second.headers.get("klarna-correlation-id")]).toEqual([
        rest,
        first.status,
        first.headers.get("klarna-correlation-id"),
      ])
    }
    await twice("POST", "/acknowledge")
    await twice("PATCH", "/merchant-references", { merchant_reference1: "a" })
    await twice("PATCH", "/authorization", { order_amount: 30000 })
    await twice("POST", "/extend-authorization-time")
    await twice("POST", "/captures", { captured_amount: 20000 })
    await twice("POST", "/refunds", { refunded_amount: 100 })
    await twice("POST", "/release-remaining-authorization")
    await twice("POST", "/cancel")
    expect((await bench.client.call("GET", om(id))).body).toMatchObject({
      captured_amount: 20000,
      refunded_amount: 100,
    })
  })
})
