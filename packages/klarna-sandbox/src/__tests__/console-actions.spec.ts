import { consoleOf, linksIn, noticeOf } from "./support/console"
import { createOrder, createSession, order, paidOrder } from "./support/orders"
import { createPaymentsSession, customerToken, placeOrder } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const { look, press, pressAndLook } = consoleOf(bench)

const orderNow = async (id: string) => (await bench.client.control("GET", `/orders/${id}`)).body
const newestCall = async (path: string) =>
  linksIn((await look(`/calls?path=${encodeURIComponent(path)}`)).text, "/calls/")[0] ?? ""

describe("replaying a call", () => {
  it("sends the same request again as the same merchant, and leads to the new call", async () => {
    const orderId = await paidOrder(bench.client)
    await bench.client.call("POST", `/ordermanagement/v1/orders/${orderId}/captures`, {
      captured_amount: 1000,
    })
    const first = await newestCall("captures")
    const { location, text } = await pressAndLook(`${first}/replay`, {}, first)
    expect(location).toBe(await newestCall("captures"))
    expect(location).not.toBe(first)
    expect(text).toContain(`href="${first}"`)
    expect(noticeOf(text)).toContain("Answered 201")
    expect((await orderNow(orderId)).captured_amount).toBe(2000)
    expect((await look(first)).text).toContain(`href="${location}"`)
  })

  it("gets the first answer with the same idempotency key, and captures again with a new one", async () => {
    const orderId = await paidOrder(bench.client)
    const captures = `/ordermanagement/v1/orders/${orderId}/captures`
    await bench.client.call(
      "POST",
      captures,
      { captured_amount: 1000 },
      { "Klarna-Idempotency-Key": "key-1" }
    )
    const first = await newestCall("captures")
    await pressAndLook(`${first}/replay`)
    expect((await orderNow(orderId)).captured_amount).toBe(1000)
    await pressAndLook(`${first}/replay`, { key: "new" })
    expect((await orderNow(orderId)).captured_amount).toBe(2000)
  })

  it("sends the very bytes of the first request, also when they are no JSON", async () => {
    await bench.client.call("POST", "/checkout/v3/orders", `"only a string"`)
    await bench.client.call("POST", "/checkout/v3/orders", `{"order_amount": 1.0,  "half`)
    const calls = (await bench.client.control("GET", "/calls")).body
    for (const { id } of calls) await pressAndLook(`/calls/${id}/replay`)
    const now = (await bench.client.control("GET", "/calls")).body
    const tell = ({ request, status }: { request: unknown; status: number }) => ({ request, status })
    expect(now.slice(2).map(tell)).toEqual(calls.map(tell))
  })

  it("sends a call that had wrong credentials without any", async () => {
    await fetch(`${bench.sandbox.url}/checkout/v3/orders/x`, { headers: { authorization: "Basic wrong" } })
    const { text } = await pressAndLook(`${await newestCall("orders/x")}/replay`)
    expect(noticeOf(text)).toContain("Answered 401")
  })

  it("shows the call that a fault cut off", async () => {
    await createOrder(bench.client, order())
    await bench.client.control("POST", "/faults", { kind: "reset", times: 1 })
    const { location, text } = await pressAndLook(`${await newestCall("orders")}/replay`)
    expect(noticeOf(text)).toContain("No answer")
    expect(location).toBe(await newestCall("orders"))
  })
})

describe("callbacks", () => {
  const paid = async () => {
    const orderId = await paidOrder(bench.client, {
      merchant_urls: { push: `${bench.shop.url}/push?id={checkout.order.id}` },
    })
    const [waiting] = (await bench.client.control("GET", "/callbacks?pending=1")).body
    return { orderId, page: `/callbacks/${waiting.callback_id}` }
  }

  it("are sent now, when one waits, and the schedule goes on from there", async () => {
    const { orderId, page } = await paid()
    expect((await look(page)).text).toContain("in 2 min")
    const { location, text } = await pressAndLook(`${page}/send`, {}, page)
    expect(location).toBe(page)
    expect(noticeOf(text)).toContain("answered 200")
    expect(bench.shop.pushes()).toEqual([`/push?id=${orderId}`])
    const [next] = (await bench.client.control("GET", "/callbacks?pending=1")).body
    expect(next.due_at).toBe("2026-03-04T12:05:00.000Z")
  })

  it("are replayed as they were, the schedule unchanged; every attempt is shown with its answer", async () => {
    const { orderId, page } = await paid()
    await bench.sandbox.advance(120_000)
    bench.shop.answerWith((_request, response) => response.writeHead(500).end("the shop is <down>"))
    const { text } = await pressAndLook(`${page}/replay`, {}, page)
    expect(noticeOf(text)).toContain("answered 500")
    expect(bench.shop.pushes()).toEqual([`/push?id=${orderId}`, `/push?id=${orderId}`])
    expect(text).toContain("the shop is &#60;down&#62;")
    expect(text).toContain("attempt 1")
    expect(text).toContain("replay")
    const [next] = (await bench.client.control("GET", "/callbacks?pending=1")).body
    expect(next.due_at).toBe("2026-03-04T12:07:00.000Z")
  })

  it("that are not wanted any more are not sent", async () => {
    const { orderId, page } = await paid()
    await bench.client.call("POST", `/ordermanagement/v1/orders/${orderId}/acknowledge`)
    const { text } = await pressAndLook(`${page}/send`, {}, page)
    expect(noticeOf(text)).toContain("acknowledged")
    expect(bench.shop.pushes()).toEqual([])
  })
})

describe("the clock", () => {
  it("moves, and tells what became due", async () => {
    await paidOrder(bench.client, { merchant_urls: { push: `${bench.shop.url}/push` } })
    const { text } = await pressAndLook("/clock", { advance_ms: "3600000" }, "/orders")
    expect(noticeOf(text)).toBe("The clock moved 1 h forward; 4 callbacks became due and were sent.")
    expect(bench.shop.pushes()).toHaveLength(4)
    expect(text).toContain("1 h ahead")
    expect(noticeOf((await look("/orders")).text)).toBe("")
  })
})

describe("what a person makes happen", () => {
  it("to an order: completed, fraud check decided", async () => {
    const orderId = await createOrder(bench.client, order())
    const page = `/orders/${orderId}`
    await pressAndLook(`${page}/complete`, {}, page)
    expect((await orderNow(orderId)).status).toBe("AUTHORIZED")
    await bench.client.control("POST", `/orders/${orderId}/patch`, { fraud_status: "PENDING" })
    expect((await look(page)).text).toContain("Fraud check: accept")
    await pressAndLook(`${page}/fraud`, { decision: "reject" }, page)
    expect((await orderNow(orderId)).fraud_status).toBe("REJECTED")
  })

  it("on a hosted page", async () => {
    const orderId = await createOrder(bench.client, order())
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {
      success: "https://shop.example/ok?o={{order_id}}",
    })
    const page = `/sessions/hpp/${body.session_id}`
    const { text } = await pressAndLook(`${page}/consumer`, { action: "approve" }, page)
    expect(noticeOf(text)).toContain(`https://shop.example/ok?o=${orderId}`)
    expect((await orderNow(orderId)).status).toBe("AUTHORIZED")
    const again = await pressAndLook(`${page}/consumer`, { action: "decline" }, page)
    expect(noticeOf(again.text)).toContain("The session is COMPLETED")
  })

  it("in the widget, and the order is placed with the token shown", async () => {
    const sessionId = await createPaymentsSession(bench.client)
    const page = `/sessions/kp/${sessionId}`
    const { text } = await pressAndLook(`${page}/authorize`, { result: "approve" }, page)
    const token = /authorization token ([0-9a-f-]{36})/.exec(noticeOf(text))?.[1] ?? ""
    expect((await placeOrder(bench.client, token)).status).toBe(200)
  })

  it("to a customer token", async () => {
    const page = `/customer-tokens/${await customerToken(bench.client)}`
    await pressAndLook(page, { status: "SUSPENDED" }, page)
    await pressAndLook(page, { refuses_with: "PAYMENT_METHOD_FAILED" }, page)
    const { text } = await look(page)
    expect(text).toContain("SUSPENDED")
    expect(text).toContain("PAYMENT_METHOD_FAILED")
    await pressAndLook(page, { refuses_with: "none" }, page)
    expect((await look(page)).text).not.toContain("refused with")
  })

  it("to faults: added, counted, removed", async () => {
    await pressAndLook("/faults", {
      kind: "status",
      status: "503",
      path: "^/checkout",
      times: "1",
      ms: "",
      method: "",
    })
    expect((await bench.client.call("POST", "/checkout/v3/orders", order())).status).toBe(503)
    expect((await look("/faults")).text).toContain("1 of 1")
    const { text } = await pressAndLook("/faults", { kind: "latency" })
    expect(noticeOf(text)).toContain("latency needs ms")
    await pressAndLook("/faults/clear")
    expect((await bench.client.control("GET", "/faults")).body).toEqual([])
  })

  it("with nothing there yet: a sample order that can be paid", async () => {
    const { location } = await pressAndLook("/sample")
    expect(location).toMatch(/^\/sessions\/hpp\//)
    await pressAndLook(`${location}/consumer`, { action: "approve" }, location ?? "")
    await bench.sandbox.settled()
    const [{ status }] = (await bench.client.control("GET", "/callbacks")).body
    expect(status).toBe(200)
    expect((await look("/orders")).text).toContain("AUTHORIZED")
  })
})

describe("a page of another site", () => {
  const foreign = [
    ["its Origin", { origin: "https://evil.example" }],
    ["an opaque Origin", { origin: "null" }],
    ["what the browser says of it", { "sec-fetch-site": "cross-site" }],
    ["what the browser says of a neighbour", { "sec-fetch-site": "same-site" }],
  ] as const

  it.each(foreign)("is known by %s and changes nothing", async (_how, headers) => {
    const orderId = await createOrder(bench.client, order())
    const [call] = (await bench.client.control("GET", "/calls")).body
    for (const path of [
      `/orders/${orderId}/complete`,
      `/calls/${call.id}/replay`,
      "/clock",
      "/faults",
      "/sample",
    ]) {
      const { status } = await press(path, { advance_ms: "1000", kind: "reset" }, headers)
      expect([path, status]).toEqual([path, 403])
    }
    expect((await bench.client.control("GET", `/orders/${orderId}`)).status).toBe(404)
    expect((await bench.client.control("GET", "/calls")).body).toHaveLength(1)
    expect((await bench.client.control("GET", "/faults")).body).toEqual([])
    expect(bench.sandbox.now()).toBe(Date.UTC(2026, 2, 4, 12))
  })

  it("is not where a button leads to", async () => {
    const { location } = await press(
      "/clock",
      { advance_ms: "1" },
      { referer: `${bench.sandbox.url}//evil.example/` }
    )
    expect(location).toBe("/evil.example/")
  })

  it("does not concern curl, which says nothing of where it is", async () => {
    const response = await fetch(`${bench.sandbox.url}/clock`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ advance_ms: "1000" }),
    })
    expect(response.status).toBe(303)
    expect((await bench.client.control("POST", "/clock", { advance_ms: 1 })).status).toBe(200)
  })
})
