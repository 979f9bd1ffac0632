import { consoleOf } from "./support/console"
import { createOrder, createSession, order, paidOrder } from "./support/orders"
import { authorized, customerToken } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const { look } = consoleOf(bench)

const find = (text: string) => look(`/search?q=${encodeURIComponent(text)}`)
const landsOn = async (text: string) => (await find(text)).location

describe("searching", () => {
  it("goes straight to the only hit, by each kind of id", async () => {
    const orderId = await paidOrder(bench.client, {
      merchant_reference1: "Shop-1001",
      merchant_reference2: "B2B/7",
      billing_address: { email: "Alva.Berg@shop.example" },
    })
    const { klarna_reference } = (await bench.client.control("GET", `/orders/${orderId}`)).body
    const managed = `/ordermanagement/v1/orders/${orderId}`
    const key = "3e2a1c64-5f1b-4a9d-8a52-6a86b3f0d1aa"
    const captured = await bench.client.call(
      "POST",
      `${managed}/captures`,
      { captured_amount: 100, reference: "shipment-77" },
      { "Klarna-Idempotency-Key": key }
    )
    const refunded = await bench.client.call("POST", `${managed}/refunds`, { refunded_amount: 1 })
    const captureId = captured.headers.get("capture-id") ?? ""
    const refundId = refunded.headers.get("refund-id") ?? ""
    const here = `/orders/${orderId}`
    for (const text of [
      orderId,
      ` "${orderId.toUpperCase()}" `,
      orderId.slice(0, 13),
      `${bench.sandbox.url}/checkout/v3/orders/${orderId}?x=1`,
      klarna_reference,
      klarna_reference.toLowerCase(),
      `${klarna_reference}-1`,
      "Shop-1001",
      "shop-10",
      "B2B/7",
      "alva.berg@shop.example",
    ]) {
      expect([text, await landsOn(text)]).toEqual([text, here])
    }
    expect(await landsOn(captureId)).toBe(`${here}#${captureId}`)
    expect(await landsOn("shipment-77")).toBe(`${here}#${captureId}`)
    expect(await landsOn(refundId)).toBe(`${here}#${refundId}`)
    const calls = (await bench.client.control("GET", "/calls?path=captures")).body
    const call = `/calls/${calls[0].id}`
    expect(await landsOn(captured.headers.get("klarna-correlation-id") ?? "")).toBe(call)
    expect(await landsOn(key)).toBe(call)
    expect(await landsOn(String(calls[0].id))).toBe(call)
  })

  it("prefers what is called so to what begins so", async () => {
    const first = await paidOrder(bench.client, { merchant_reference1: "1001" })
    await paidOrder(bench.client, { merchant_reference1: "10010" })
    expect(await landsOn("1001")).toBe(`/orders/${first}`)
    expect(await landsOn("100")).toBeNull()
  })

  it("finds sessions, authorizations, customer tokens, callbacks and their events", async () => {
    const orderId = await createOrder(bench.client, order())
    const { body: hpp } = await createSession(bench.client, bench.sandbox.url, orderId, {
      status_update: `${bench.shop.url}/status`,
    })
    await bench.client.consumer(hpp.session_id, "open")
    await bench.sandbox.settled()
    expect(await landsOn(hpp.session_id)).toBe(`/sessions/hpp/${hpp.session_id}`)
    expect(await landsOn(hpp.redirect_url)).toBe(`/sessions/hpp/${hpp.session_id}`)
    const [sent] = (await bench.client.control("GET", "/callbacks")).body
    expect(await landsOn(sent.callback_id)).toBe(`/callbacks/${sent.callback_id}`)
    expect(await landsOn(sent.event_id)).toBe(`/callbacks/${sent.callback_id}`)

    const { sessionId, token } = await authorized(bench.client, { intent: "tokenize" })
    expect(await landsOn(sessionId)).toBe(`/sessions/kp/${sessionId}`)
    expect(await landsOn(token)).toBe(`/sessions/kp/${sessionId}`)
    const tokenId = await customerToken(bench.client)
    expect(await landsOn(tokenId)).toBe(`/customer-tokens/${tokenId}`)
  })

  it("finds an order by the reference it got later, and by the one it had", async () => {
    const orderId = await paidOrder(bench.client, { merchant_reference1: "cart-9" })
    await bench.client.call("PATCH", `/ordermanagement/v1/orders/${orderId}/merchant-references`, {
      merchant_reference1: "order-9",
    })
    expect(await landsOn("order-9")).toBe(`/orders/${orderId}`)
    expect(await landsOn("cart-9")).toBe(`/orders/${orderId}`)
  })

  it("pages through what has the same e-mail address", async () => {
    const made: string[] = []
    for (let count = 0; count < 120; count += 1) {
      made.push(await createOrder(bench.client, order({ billing_address: { email: "all@shop.example" } })))
    }
    const seen: string[] = []
    let page = "/search?q=all%40shop.example"
    while (page !== "") {
      const { text } = await look(page)
      seen.push(...[...text.matchAll(/href="\/orders\/([^"]+)"/g)].map(([, id = ""]) => id))
      page = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll("&#38;", "&") ?? ""
      expect(seen.length).toBeLessThanOrEqual(120)
    }
    expect(seen).toEqual(made.reverse())
  })

  it("says so when nothing has the name, and forgets with a reset", async () => {
    const orderId = await paidOrder(bench.client, { merchant_reference1: "gone" })
    expect(await landsOn("gone")).toBe(`/orders/${orderId}`)
    await bench.client.control("POST", "/reset")
    const { status, text } = await find("gone")
    expect(status).toBe(200)
    expect(text).toContain("Nothing is called")
  })
})
