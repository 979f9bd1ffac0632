import { createOrder, order } from "./support/orders"
import { START, withSandbox } from "./support/with-sandbox"

const bench = withSandbox({ callLogSize: 10 })

describe("the call log", () => {
  it("has method, path, status, bodies and the correlation id, newest last", async () => {
    const orderId = await createOrder(bench.client, order())
    const answer = await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)
    const { body } = await bench.client.control("GET", "/calls")
    expect(body).toHaveLength(2)
    expect(body[0]).toMatchObject({
      at: new Date(START).toISOString(),
      method: "POST",
      path: "/checkout/v3/orders",
      status: 201,
      request: { order_amount: 31630 },
      response: { order_id: orderId },
      merchant: "sandbox",
      fault: null,
    })
    expect(body[1]).toMatchObject({
      method: "GET",
      request: null,
      correlation_id: answer.headers.get("klarna-correlation-id"),
    })
  })

  it("keeps refused calls too, but never credentials", async () => {
    await bench.client.call("GET", "/checkout/v3/orders/x", undefined, { authorization: "Basic c2VjcmV0" })
    const { body } = await bench.client.control("GET", "/calls")
    expect(body).toMatchObject([{ status: 401, merchant: null }])
    expect(JSON.stringify(body)).not.toContain("c2VjcmV0")
  })

  it("is filtered by method and path, and keeps only the newest", async () => {
    for (let number = 0; number < 15; number += 1)
      await bench.client.call("GET", `/checkout/v3/orders/${number}`)
    await bench.client.call("DELETE", "/hpp/v1/sessions/x")
    expect((await bench.client.control("GET", "/calls?path=^/hpp")).body).toHaveLength(1)
    expect((await bench.client.control("GET", "/calls?method=get&limit=2")).body).toMatchObject([
      { path: "/checkout/v3/orders/13" },
      { path: "/checkout/v3/orders/14" },
    ])
    expect((await bench.client.control("GET", "/calls")).body).toHaveLength(10)
    expect((await bench.client.control("GET", "/calls?path=(")).status).toBe(400)
  })

  it("leaves out pages and the sandbox's own routes", async () => {
    await fetch(`${bench.sandbox.url}/`)
    await bench.client.control("GET", "/health")
    expect((await bench.client.control("GET", "/calls")).body).toEqual([])
  })
})

describe("the sandbox's own routes", () => {
  it("tell health, an empty outbox, and settings", async () => {
    expect((await bench.client.control("GET", "/health")).body).toMatchObject({ status: "ok" })
    expect((await bench.client.control("GET", "/outbox")).body).toEqual([])
    expect((await bench.client.control("POST", "/settings", { om_lag_ms: 5 })).body).toMatchObject({
      om_lag_ms: 5,
      push_delay_ms: 120_000,
    })
  })

  it.each([
    [{ om_lag: 5 }, "om_lag is not a setting"],
    [{ om_lag_ms: "5" }, "om_lag_ms must be a number"],
    [{ om_lag_ms: -1 }, "om_lag_ms must be a whole number of milliseconds"],
    [{ stale_page: "new" }, "stale_page must be one of current, as_shown"],
  ])("refuse the settings %j", async (changes, error) => {
    expect(await bench.client.control("POST", "/settings", changes)).toMatchObject({
      status: 400,
      body: { error },
    })
  })

  it("refuse actions that no consumer can do", async () => {
    expect((await bench.client.consumer("x", "steal")).status).toBe(400)
    expect((await bench.client.consumer("x", "approve", { address: { city: 5 } })).status).toBe(400)
    expect((await bench.client.consumer("x", "approve")).status).toBe(404)
    expect((await bench.client.control("GET", "/orders/x")).status).toBe(404)
    expect((await bench.client.control("POST", "/orders/x/complete")).status).toBe(404)
    expect((await bench.client.control("POST", "/orders/x/patch", {})).status).toBe(404)
    expect((await bench.client.control("GET", "/nothing")).status).toBe(404)
  })
})
