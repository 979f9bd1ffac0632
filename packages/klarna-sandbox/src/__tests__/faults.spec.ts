import { createOrder, createSession, order, paidOrder } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

const fault = (body: unknown) => bench.client.control("POST", "/faults", body)
const captures = (orderId: string) => `/ordermanagement/v1/orders/${orderId}/captures`
const capture = (orderId: string) =>
  bench.client.call("POST", captures(orderId), { captured_amount: 1000 }, { "Klarna-Idempotency-Key": "key" })
const captured = async (orderId: string) =>
  (await bench.client.control("GET", `/orders/${orderId}`)).body.captured_amount
const calls = async (query = "") => (await bench.client.control("GET", `/calls${query}`)).body

describe("a fault on calls", () => {
  it("status: answers it without doing the work, as often as asked", async () => {
    await fault({ kind: "status", status: 503, error_code: "TEMPORARILY_UNAVAILABLE", times: 2 })
    for (const expected of [503, 503, 201]) {
      expect((await bench.client.call("POST", "/checkout/v3/orders", order())).status).toBe(expected)
    }
    expect((await calls()).map((call: { fault: string | null }) => call.fault)).toEqual([
      "status",
      "status",
      null,
    ])
  })

  it("status: answers the body it was given, JSON or not", async () => {
    await fault({ kind: "status", status: 403, body: "<html>no</html>", times: 1 })
    await fault({ kind: "status", status: 200, body: { odd: true }, times: 1 })
    expect((await bench.client.call("GET", "/checkout/v3/orders/x")).body).toBe("<html>no</html>")
    expect((await bench.client.call("GET", "/checkout/v3/orders/x")).body).toEqual({ odd: true })
  })

  it("rate_limit: 429 with the headers", async () => {
    await fault({ kind: "rate_limit", times: 1 })
    const { status, headers, body } = await bench.client.call("GET", "/checkout/v3/orders/x")
    expect([status, headers.get("x-ratelimit-remaining"), body.error_code]).toEqual([
      429,
      "0",
      "TOO_MANY_REQUESTS",
    ])
  })

  it("reset: cuts the connection before the work", async () => {
    const orderId = await paidOrder(bench.client)
    await fault({ kind: "reset", match: { path: "/captures$" }, times: 1 })
    await expect(capture(orderId)).rejects.toThrow()
    expect(await captured(orderId)).toBe(0)
  })

  it("lost_response: does the work and cuts the connection; the same key finds it done", async () => {
    const orderId = await paidOrder(bench.client)
    await fault({ kind: "lost_response", match: { method: "post", path: "/captures$" }, times: 1 })
    await expect(capture(orderId)).rejects.toThrow()
    expect(await captured(orderId)).toBe(1000)
    expect((await capture(orderId)).status).toBe(201)
    expect(await captured(orderId)).toBe(1000)
    expect(await calls("?path=captures&method=POST")).toMatchObject([
      { status: null, fault: "lost_response", idempotency_key: "key" },
      { status: 201, fault: null },
    ])
  })

  it("truncate: breaks off the head of an answer that has no body", async () => {
    const orderId = await paidOrder(bench.client)
    await fault({ kind: "truncate", times: 1 })
    await expect(capture(orderId)).rejects.toThrow()
    expect(await captured(orderId)).toBe(1000)
    await fault({ kind: "truncate", times: 1 })
    await expect(
      bench.client.call("POST", `/ordermanagement/v1/orders/${orderId}/acknowledge`)
    ).rejects.toThrow()
  })

  it("truncate: sends half the body", async () => {
    const orderId = await createOrder(bench.client, order())
    await fault({ kind: "truncate", times: 1 })
    await expect(bench.client.call("GET", `/checkout/v3/orders/${orderId}`)).rejects.toThrow()
  })

  it("latency: answers later, and lets another fault strike as well", async () => {
    await fault([
      { kind: "latency", ms: 50, times: 1 },
      { kind: "status", status: 500, times: 1 },
    ])
    expect((await bench.client.call("GET", "/checkout/v3/orders/x")).status).toBe(500)
    const [call] = await calls()
    expect(call.fault).toBe("latency, status")
    expect(call.ms).toBeGreaterThanOrEqual(45)
  })

  it("strikes only what it matches, and never the sandbox's own routes", async () => {
    await fault({ kind: "status", status: 500, match: { method: "GET", path: "^/hpp/" } })
    expect((await bench.client.call("POST", "/checkout/v3/orders", order())).status).toBe(201)
    expect((await bench.client.control("GET", "/health")).status).toBe(200)
    expect((await bench.client.call("GET", "/hpp/v1/sessions/x")).status).toBe(500)
  })

  it("is listed with how often it struck, and removed one by one or all together", async () => {
    const { body: first } = await fault({ kind: "status", status: 500 })
    await fault({ kind: "latency", ms: 0 })
    await bench.client.call("GET", "/checkout/v3/orders/x")
    expect((await bench.client.control("GET", "/faults")).body).toMatchObject([{ struck: 1 }, { struck: 1 }])
    expect((await bench.client.control("DELETE", `/faults/${first.id}`)).body).toHaveLength(1)
    await bench.client.control("DELETE", "/faults")
    expect((await bench.client.control("GET", "/faults")).body).toEqual([])
  })
})

describe("a fault on callbacks", () => {
  async function openPage() {
    const orderId = await createOrder(bench.client, order({}, bench.shop.url))
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {
      status_update: `${bench.shop.url}/status`,
    })
    await bench.client.consumer(body.session_id, "open")
    return body.session_id as string
  }
  const statuses = () => bench.shop.statusUpdates().map((update) => update.session.status)

  it("drop: loses an attempt, and the next one comes by the schedule", async () => {
    await fault({ kind: "drop", match: { callback: "status_update" }, times: 1 })
    await openPage()
    await bench.sandbox.settled()
    expect(statuses()).toEqual([])
    await bench.sandbox.advance(5_000)
    expect(statuses()).toEqual(["IN_PROGRESS"])
    expect((await bench.client.control("GET", "/callbacks")).body).toMatchObject([
      { attempt: 1, status: null, fault: "drop" },
      { attempt: 2, status: 200, fault: null },
    ])
  })

  it("delay: comes later by the sandbox's clock", async () => {
    await fault({ kind: "delay", ms: 60_000, match: { callback: "status_update" } })
    await openPage()
    await bench.sandbox.advance(59_999)
    expect(statuses()).toEqual([])
    await bench.sandbox.advance(1)
    expect(statuses()).toEqual(["IN_PROGRESS"])
  })

  it("duplicate: comes several times, with the same event", async () => {
    await fault({ kind: "duplicate", count: 2, times: 1 })
    await openPage()
    await bench.sandbox.settled()
    expect(new Set(bench.shop.statusUpdates().map(({ event_id }) => event_id)).size).toBe(1)
    expect(statuses()).toHaveLength(3)
  })

  it("reorder: is overtaken by the next one", async () => {
    await fault({ kind: "reorder", match: { callback: "status_update" }, times: 1 })
    const sessionId = await openPage()
    await bench.sandbox.settled()
    await bench.client.consumer(sessionId, "back")
    await bench.sandbox.settled()
    expect(statuses()).toEqual(["BACK", "IN_PROGRESS"])
  })

  it("strikes only addresses that it matches", async () => {
    await fault({ kind: "drop", match: { path: "^/status[?]s=.*" } })
    await fault({ kind: "drop", match: { path: "/push$" } })
    await bench.client.consumer(await openPage(), "approve")
    await bench.sandbox.advance(120_000)
    expect(statuses()).toEqual(["IN_PROGRESS", "COMPLETED"])
    expect(bench.shop.pushes()).toHaveLength(1)
    await bench.client.control("DELETE", "/faults")
    await fault({ kind: "drop", match: { path: "^/push[?]id=" } })
    await bench.sandbox.advance(5 * 60_000)
    expect(bench.shop.pushes()).toHaveLength(1)
  })

  it("delay: keeps the shop's answer to a question waiting, by real time", async () => {
    const orderId = await createOrder(
      bench.client,
      order({ merchant_urls: { validation: `${bench.shop.url}/validation` } })
    )
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId)
    await fault({ kind: "delay", ms: 60, match: { callback: "validation" } })
    const started = performance.now()
    expect((await bench.client.consumer(body.session_id, "approve")).body.status).toBe("COMPLETED")
    expect(performance.now() - started).toBeGreaterThanOrEqual(59)
  })

  it("duplicate: asks a question several times as well", async () => {
    const orderId = await createOrder(
      bench.client,
      order({ merchant_urls: { validation: `${bench.shop.url}/validation` } })
    )
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId)
    // A question that waits for its answer cannot be overtaken: this one must not be used up by it.
    await fault({ kind: "reorder", times: 1 })
    await fault({ kind: "duplicate", count: 2 })
    await bench.client.consumer(body.session_id, "approve")
    expect(bench.shop.received.filter(({ path }) => path === "/validation")).toHaveLength(3)
    expect((await bench.client.control("GET", "/faults")).body[0]).toMatchObject({
      kind: "reorder",
      struck: 0,
    })
  })

  it("strikes only the callback it names", async () => {
    await fault({ kind: "drop", match: { callback: "status_update" } })
    await bench.client.consumer(await openPage(), "approve")
    await bench.sandbox.advance(120_000)
    expect(statuses()).toEqual([])
    expect(bench.shop.pushes()).toHaveLength(1)
  })
})
