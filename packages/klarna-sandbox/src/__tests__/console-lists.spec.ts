import { consoleOf, linksIn } from "./support/console"
import { createOrder, createSession, lamps, order, paidOrder } from "./support/orders"
import { authorized, createPaymentsSession, placeOrder } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const { look } = consoleOf(bench)

describe("an empty console", () => {
  it.each([
    ["/", "curl -u sandbox:sandbox-secret"],
    ["/orders", "/checkout/v3/orders"],
    ["/sessions", "POST /hpp/v1/sessions"],
    ["/sessions?api=kp", "POST /payments/v1/sessions"],
    ["/captures", "/captures"],
    ["/refunds", "/refunds"],
    ["/customer-tokens", "customer-token"],
    ["/calls", "Make a sample order"],
    ["/callbacks", "merchant_urls"],
    ["/faults", "POST /_sandbox/faults"],
    ["/search", "Nothing to search for yet"],
  ])("says on %s what to do first", async (path, told) => {
    const { status, text } = await look(path)
    expect(status).toBe(200)
    expect(text).toContain(told)
  })

  it("gives a curl command that makes an order", async () => {
    const { text } = await look("/")
    const command =
      /<pre[^>]*>(.*?)<\/pre>/.exec(text)?.[1]?.replaceAll("&#34;", '"').replaceAll("&#39;", "'") ?? ""
    const body = /-d '(.*)'/.exec(command)?.[1] ?? ""
    expect((await bench.client.call("POST", "/checkout/v3/orders", JSON.parse(body))).status).toBe(201)
  })

  it.each([
    "/orders/none",
    "/sessions/hpp/none",
    "/sessions/kp/none",
    "/calls/7",
    "/calls/x",
    "/callbacks/none",
  ])("answers 404 for %s", async (path) => {
    expect((await look(path)).status).toBe(404)
  })
})

describe("the overview", () => {
  it("leads to orders, sessions, calls and callbacks, and says how to connect", async () => {
    const orderId = await createOrder(bench.client, order({ merchant_reference1: "No 7" }))
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {
      status_update: `${bench.shop.url}/status`,
    })
    await bench.client.consumer(body.session_id, "approve")
    await bench.sandbox.settled()
    const { text } = await look("/")
    for (const shown of [
      "No 7",
      `href="/orders/${orderId}"`,
      `href="/sessions/hpp/${body.session_id}"`,
      "AUTHORIZED",
      "status_update",
      "/hpp/v1/sessions",
      bench.sandbox.url,
      "sandbox-secret",
    ]) {
      expect(text).toContain(shown)
    }
    expect(linksIn(text, "/calls/").length).toBeGreaterThan(0)
    expect(linksIn(text, "/callbacks/").length).toBeGreaterThan(0)
  })
})

describe("the list of orders", () => {
  it("pages through 300 orders of all kinds, newest first, each once", async () => {
    const made: string[] = []
    for (let count = 0; count < 300; count += 1) {
      // Every tenth came through KP; a third is paid.
      if (count % 10 === 9) made.push(await kpOrder())
      else if (count % 3 === 0) made.push(await paidOrder(bench.client))
      else made.push(await createOrder(bench.client, order()))
      // Some share their moment with the one before, as in a busy second.
      if (count % 7 !== 0) await bench.client.control("POST", "/clock", { advance_ms: 1, wait: false })
    }
    const seen: string[] = []
    let page = "/orders"
    let pages = 0
    do {
      const { text } = await look(page)
      seen.push(...linksIn(text, "/orders/").map((href) => href.slice("/orders/".length)))
      page = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll("&#38;", "&") ?? ""
      pages += 1
    } while (page !== "" && pages < 20)
    expect(pages).toBe(6)
    expect(new Set(seen).size).toBe(300)
    expect([...seen].sort()).toEqual([...made].sort())
    // Newest first; those of one moment may stand either way.
    const places = seen.map((id) => made.indexOf(id))
    places.forEach((place, index) => expect(Math.abs(place - (299 - index))).toBeLessThanOrEqual(2))
  })

  it("tells KCO orders that are not paid, aborted or expired from paid ones", async () => {
    const expired = await createOrder(bench.client, order({ merchant_reference1: "old" }))
    await bench.client.control("POST", "/clock", { advance_ms: 49 * 3_600_000 })
    await createOrder(bench.client, order({ merchant_reference1: "open" }))
    const aborted = await createOrder(bench.client, order({ merchant_reference1: "away" }))
    await bench.client.call("POST", `/checkout/v3/orders/${aborted}/abort`)
    const { text } = await look("/orders")
    const row = (reference: string) =>
      text.split("<tr").find((part) => part.includes(`>${reference}</a`)) ?? ""
    expect(row("old")).toContain(expired)
    expect(row("old")).toContain("expired")
    expect(row("open")).toContain("checkout_incomplete")
    expect(row("away")).toContain("aborted")
  })

  async function kpOrder(): Promise<string> {
    const { token } = await authorized(bench.client)
    return (await placeOrder(bench.client, token)).body.order_id
  }
})

describe("the page of an order", () => {
  it("shows its lines, what became of its amount, captures, refunds, sessions, calls and callbacks", async () => {
    const orderId = await createOrder(
      bench.client,
      order({ merchant_urls: { push: `${bench.shop.url}/push?id={checkout.order.id}` } })
    )
    const session = await createSession(bench.client, bench.sandbox.url, orderId)
    await bench.client.consumer(session.body.session_id, "approve")
    const managed = `/ordermanagement/v1/orders/${orderId}`
    const captured = await bench.client.call("POST", `${managed}/captures`, {
      captured_amount: 20000,
      reference: "shipment-1",
      shipping_info: [{ shipping_company: "PostNord", tracking_number: "SE1" }],
    })
    const refunded = await bench.client.call("POST", `${managed}/refunds`, { refunded_amount: 5000 })
    await bench.client.call("POST", `${managed}/release-remaining-authorization`)
    await bench.sandbox.settled()
    const { text } = await look(`/orders/${orderId}`)
    for (const shown of [
      "Lamp",
      "3 × SEK 99.00",
      'aria-label="Captured SEK 150.00, Refunded SEK 50.00, Released SEK 116.30"',
      captured.headers.get("capture-id"),
      refunded.headers.get("refund-id"),
      "shipment-1",
      "PostNord SE1",
      `/sessions/hpp/${session.body.session_id}`,
      `${managed.replace(/(.{8})-.*/, "$1")}`,
      "CAPTURED",
    ]) {
      expect(text).toContain(shown)
    }
    expect(linksIn(text, "/callbacks/")).toHaveLength(1)
    expect(linksIn(text, "/calls/")).toHaveLength(5)
  })

  it("writes what others gave as text, never as markup", async () => {
    const evil = `<script>alert("1")</script>`
    const orderId = await createOrder(
      bench.client,
      order({
        order_lines: [{ ...lamps, name: evil, image_url: `javascript:alert(1)` }, order().order_lines[1]],
        merchant_reference1: `"><img src=x onerror=alert(2)>`,
        billing_address: { given_name: evil, email: "a@b.example" },
      })
    )
    await createSession(bench.client, bench.sandbox.url, orderId, {
      success: `https://shop.example/?${evil}`,
    })
    await bench.client.call("POST", `/checkout/v3/orders/${orderId}`, `{"${evil}"`)
    const calls = linksIn((await look("/calls")).text, "/calls/")
    const search = `/search?q=${encodeURIComponent(`${evil}!`)}`
    const filter = `/calls?path=${encodeURIComponent(`"><script>alert(3)</script>`)}`
    for (const path of [`/orders/${orderId}`, "/orders", "/", "/sessions", ...calls, search, filter]) {
      const { status, text, headers } = await look(path)
      expect([path, status]).toEqual([path, 200])
      expect(text).not.toMatch(/<script>|<img src=x|src="javascript:/i)
      expect(headers.get("content-security-policy")).toContain("script-src 'self'")
    }
    expect((await look(`/orders/${orderId}`)).text).toContain("&#60;script&#62;")
  })
})

describe("the list of calls", () => {
  it("is narrowed by path, method and class of status", async () => {
    const orderId = await paidOrder(bench.client)
    await bench.client.call("POST", `/ordermanagement/v1/orders/${orderId}/captures`, { captured_amount: 1 })
    await bench.client.call("POST", `/ordermanagement/v1/orders/${orderId}/captures`, { captured_amount: -1 })
    await bench.client.call("GET", `/ordermanagement/v1/orders/${orderId}`)
    const count = async (query: string) => linksIn((await look(`/calls?${query}`)).text, "/calls/").length
    expect(await count("path=%2Fcaptures")).toBe(2)
    expect(await count("path=%2Fcaptures&status=4")).toBe(1)
    expect(await count("method=GET")).toBe(1)
    expect(await count("status=5")).toBe(0)
    expect(await count(`about=${orderId}`)).toBe(4)
  })

  it("shows one call with its bodies, headers and ids, and no credentials", async () => {
    const orderId = await paidOrder(bench.client)
    const key = "3e2a1c64-5f1b-4a9d-8a52-6a86b3f0d1aa"
    const { headers } = await bench.client.call(
      "POST",
      `/ordermanagement/v1/orders/${orderId}/captures`,
      { captured_amount: 4711 },
      { "Klarna-Idempotency-Key": key }
    )
    const [call = ""] = linksIn((await look("/calls?path=captures")).text, "/calls/")
    const { text } = await look(call)
    for (const shown of [
      "4711",
      key,
      headers.get("capture-id"),
      headers.get("klarna-correlation-id"),
      "sandbox",
    ]) {
      expect(text).toContain(shown)
    }
    expect(text).not.toContain("sandbox-secret")
    expect(text).not.toContain(Buffer.from("sandbox:sandbox-secret").toString("base64"))
  })
})

describe("sessions and customer tokens", () => {
  it("are listed with their state, and each has its page", async () => {
    const kpSession = await createPaymentsSession(bench.client, { intent: "buy_and_tokenize" })
    const orderId = await createOrder(bench.client, order())
    const hpp = (await createSession(bench.client, bench.sandbox.url, orderId)).body
    await bench.client.call("POST", `/hpp/v1/sessions/${hpp.session_id}/distribution`, {
      method: "email",
      contact_information: { email: "a@shop.example" },
    })
    expect((await look("/sessions")).text).toContain(hpp.session_id)
    expect((await look("/sessions?api=kp")).text).toContain(kpSession)
    const page = (await look(`/sessions/hpp/${hpp.session_id}`)).text
    expect(page).toContain(new URL(hpp.redirect_url).pathname)
    expect(page).toContain("a@shop.example")
    expect(page).toContain('value="approve"')
    expect((await look(`/sessions/kp/${kpSession}`)).text).toContain('value="reject_order"')
  })

  it("are led to from the recurring order that they came from", async () => {
    const orderId = await paidOrder(bench.client, { recurring: true })
    const [token = ""] = linksIn((await look(`/orders/${orderId}`)).text, "/customer-tokens/")
    expect((await look(token)).text).toContain("ACTIVE")
    expect((await look("/customer-tokens")).text).toContain(token)
  })
})
