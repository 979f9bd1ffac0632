import { createOrder, createSession, delivery, lamps, order, paidOrder } from "./support/orders"
import { START, withSandbox } from "./support/with-sandbox"

const HOUR = 3_600_000
const bench = withSandbox()

const path = (orderId: string) => `/checkout/v3/orders/${orderId}`

describe("a new Checkout order", () => {
  it("comes back with its id, its defaults and its address", async () => {
    const { status, headers, body } = await bench.client.call("POST", "/checkout/v3/orders", {
      ...order(),
      purchase_country: "se",
      purchase_currency: "sek",
      locale: "sv-se",
      unknown_field: 1,
    })
    expect(status).toBe(201)
    expect(headers.get("location")).toBe(`${bench.sandbox.url}${path(body.order_id)}`)
    expect(body).toMatchObject({
      status: "checkout_incomplete",
      purchase_country: "se",
      purchase_currency: "SEK",
      locale: "sv-SE",
      billing_address: { country: "se" },
      shipping_address: { country: "se" },
      customer: {},
      options: { require_validate_callback_success: false, allow_separate_shipping_address: false },
      started_at: new Date(START).toISOString(),
    })
    expect(body.order_lines[1].total_discount_amount).toBe(0)
    expect(body.html_snippet).toContain(body.order_id)
    expect(body).not.toHaveProperty("unknown_field")
    expect((await bench.client.call("GET", path(body.order_id))).body).toEqual(body)
  })

  it("is made again when the call is repeated", async () => {
    const ids = [await createOrder(bench.client, order()), await createOrder(bench.client, order())]
    expect(new Set(ids).size).toBe(2)
  })
})

describe("updating a Checkout order", () => {
  it("keeps what is left out and replaces the lines that are sent", async () => {
    const orderId = await createOrder(bench.client, order({ merchant_reference1: "A1" }))
    const { status, body } = await bench.client.call("POST", path(orderId), {
      order_amount: 4900,
      order_tax_amount: 980,
      order_lines: [delivery],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      merchant_reference1: "A1",
      order_amount: 4900,
      order_lines: [{ name: "Standard" }],
    })
  })

  it("is refused when the result does not add up, and changes nothing", async () => {
    const orderId = await createOrder(bench.client, order())
    const answer = await bench.client.call("POST", path(orderId), { order_lines: [lamps] })
    expect(answer.body.error_messages).toEqual(["Bad value: order_amount", "Bad value: order_tax_amount"])
    expect((await bench.client.call("GET", path(orderId))).body.order_lines).toHaveLength(2)
  })

  it("restarts the 48 hours", async () => {
    const orderId = await createOrder(bench.client, order())
    await bench.sandbox.advance(47 * HOUR)
    await bench.client.call("POST", path(orderId), { merchant_reference1: "A1" })
    await bench.sandbox.advance(47 * HOUR)
    expect((await bench.client.call("GET", path(orderId))).status).toBe(200)
    await bench.sandbox.advance(HOUR)
    expect((await bench.client.call("GET", path(orderId))).status).toBe(404)
  })

  it("leaves the address alone once the consumer typed one", async () => {
    const orderId = await createOrder(
      bench.client,
      order({ merchant_urls: { validation: `${bench.shop.url}/validate` } })
    )
    const { body: session } = await createSession(bench.client, bench.sandbox.url, orderId)
    bench.shop.answerWith((_request, response) => response.writeHead(400).end('{"error_text":"No."}'))
    await bench.client.consumer(session.session_id, "approve", { address: { city: "Lund" } })
    const { status, body } = await bench.client.call("POST", path(orderId), {
      billing_address: { city: "Paris" },
    })
    expect(status).toBe(200)
    expect(body.billing_address.city).toBe("Lund")
  })
})

describe("an expired Checkout order", () => {
  it("is not found, with or without a body by the setting", async () => {
    const orderId = await createOrder(bench.client, order())
    await bench.sandbox.advance(48 * HOUR)
    expect(await bench.client.call("GET", path(orderId))).toMatchObject({
      status: 404,
      body: { error_code: "NOT_FOUND" },
    })
    await bench.client.control("POST", "/settings", { expired_order_body: "empty" })
    expect(await bench.client.call("POST", path(orderId), {})).toMatchObject({ status: 404, body: undefined })
  })
})

describe("a completed Checkout order", () => {
  it("is read-only, and stays readable", async () => {
    const orderId = await paidOrder(bench.client)
    for (const call of [path(orderId), `${path(orderId)}/abort`]) {
      expect(await bench.client.call("POST", call, {})).toMatchObject({
        status: 403,
        body: { error_code: "READ_ONLY_ORDER", error_messages: ["Resource is read-only"] },
      })
    }
    await bench.sandbox.advance(72 * HOUR)
    const { status, body } = await bench.client.call("GET", path(orderId))
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: "checkout_complete", completed_at: new Date(START).toISOString() })
  })
})

describe("an aborted Checkout order", () => {
  it("becomes read-only, cannot be paid, and ends its page", async () => {
    const orderId = await createOrder(bench.client, order())
    const { body: session } = await createSession(bench.client, bench.sandbox.url, orderId)
    expect((await bench.client.call("POST", `${path(orderId)}/abort`)).status).toBe(200)
    expect((await bench.client.call("POST", path(orderId), {})).status).toBe(403)
    expect((await bench.client.consumer(session.session_id, "approve")).status).toBe(409)
    expect((await bench.client.call("GET", `/hpp/v1/sessions/${session.session_id}`)).body.status).toBe(
      "CANCELLED"
    )
    expect((await createSession(bench.client, bench.sandbox.url, orderId)).status).toBe(404)
  })

  it("is not found when the setting says so", async () => {
    const orderId = await createOrder(bench.client, order())
    await bench.client.call("POST", `${path(orderId)}/abort`)
    await bench.client.control("POST", "/settings", { aborted_order: "not_found" })
    expect((await bench.client.call("GET", path(orderId))).status).toBe(404)
  })
})

describe("paths and methods the sandbox does not have", () => {
  it("answer 404 and 405 with Klarna's error body, after the credentials", async () => {
    expect(await bench.client.call("GET", "/checkout/v3/nothing")).toMatchObject({
      status: 404,
      body: { error_code: "NOT_FOUND" },
    })
    expect((await bench.client.call("PATCH", "/checkout/v3/orders")).status).toBe(405)
    expect(
      (await bench.client.call("GET", "/checkout/v3/nothing", undefined, { authorization: "" })).status
    ).toBe(401)
  })
})
