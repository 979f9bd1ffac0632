import { basic, createClient } from "./support/client"
import { lamps } from "./support/orders"
import { authorized, buyer, placeOrder } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox({
  merchants: [
    { username: "sandbox", key: "sandbox-secret" },
    { username: "other", key: "other-secret" },
  ],
})

const subscription = {
  description: "Lamp of the month",
  intended_use: "SUBSCRIPTION",
  locale: "sv-SE",
  purchase_country: "SE",
  purchase_currency: "SEK",
}
const line = { ...lamps, subscription: { name: "Lamps", interval: "MONTH", interval_count: 1 } }
const lines = { order_lines: [line], order_amount: 26730, order_tax_amount: 5346 }

const create = (token: string, changes: Record<string, unknown> = {}) =>
  bench.client.call("POST", `/payments/v1/authorizations/${token}/customer-token`, {
    ...subscription,
    ...changes,
  })

async function customerToken(wish: Record<string, unknown> = {}): Promise<string> {
  const session = { intent: "tokenize", billing_address: buyer, ...lines }
  const { token } = await authorized(bench.client, session, wish)
  return (await create(token)).body.token_id
}

const path = (id: string) => `/customer-token/v1/tokens/${id}`
const read = (id: string) => bench.client.call("GET", path(id))
const charge = (id: string, changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  bench.client.call("POST", `${path(id)}/order`, { purchase_currency: "SEK", ...lines, ...changes }, headers)
const change = (id: string, body: unknown) => bench.client.control("POST", `/customer-tokens/${id}`, body)

const refused = (status: number, error_code: string, message?: string) => ({
  status,
  body: { error_code, ...(message && { error_messages: [message] }) },
})

describe("creating a customer token", () => {
  it("answers 200 with the person's address, and takes the authorization for itself", async () => {
    const customer = { date_of_birth: "1990-01-01", gender: "female", national_identification_number: "1" }
    const { token } = await authorized(bench.client, {
      intent: "tokenize",
      billing_address: buyer,
      customer,
      ...lines,
    })
    const { status, body } = await create(token)
    expect(status).toBe(200)
    expect(body).toEqual({
      token_id: expect.any(String),
      payment_method_reference: expect.any(String),
      billing_address: buyer,
      customer: { date_of_birth: "1990-01-01", gender: "female" },
    })
    expect(await create(token)).toMatchObject(
      refused(403, "INVALID_OPERATION", "Authorization token already consumed")
    )
    expect(await placeOrder(bench.client, token, lines)).toMatchObject(refused(403, "INVALID_OPERATION"))
  })

  it("comes before the first order when both were agreed to", async () => {
    const { token } = await authorized(bench.client, { intent: "buy_and_tokenize", ...lines })
    expect((await create(token)).status).toBe(200)
    expect((await placeOrder(bench.client, token, lines)).status).toBe(200)
    const late = await authorized(bench.client, { intent: "buy_and_tokenize", ...lines })
    await placeOrder(bench.client, late.token, lines)
    expect(await create(late.token)).toMatchObject(refused(403, "INVALID_OPERATION"))
  })

  it("may begin with a month for nothing", async () => {
    const free = { ...line, unit_price: 0, total_amount: 0, total_tax_amount: 0, total_discount_amount: 0 }
    const trial = { intent: "tokenize", order_lines: [free], order_amount: 0, order_tax_amount: 0 }
    const { token } = await authorized(bench.client, trial)
    expect((await create(token)).status).toBe(200)
  })

  it("is not allowed when only a purchase was agreed to", async () => {
    const { token } = await authorized(bench.client)
    expect(await create(token)).toMatchObject(
      refused(403, "INVALID_OPERATION", "Not allowed to create customer token for intent buy")
    )
  })

  it("refuses what is missing, differs or has no authorization", async () => {
    const { token } = await authorized(bench.client, { intent: "tokenize", ...lines })
    expect(await create(token, { description: "" })).toMatchObject(
      refused(400, "BAD_VALUE", "Bad value: description")
    )
    expect(await create(token, { purchase_currency: "EUR" })).toMatchObject(
      refused(409, "BAD_VALUE", "Not matching fields: [purchase_currency]")
    )
    expect(await create("unknown")).toMatchObject(refused(404, "NOT_FOUND", "Invalid authorization token"))
    expect((await create(token)).status).toBe(200)
  })
})

describe("a customer token", () => {
  it.each([
    ["pay_later", { status: "ACTIVE", payment_method_type: "INVOICE" }],
    [
      "pay_now",
      {
        status: "ACTIVE",
        payment_method_type: "CARD",
        card: { brand: "VISA", expiry_date: "12/2030", masked_number: "************1234" },
      },
    ],
  ])("by %s tells how it pays", async (payment_method_category, expected) => {
    expect(await read(await customerToken({ payment_method_category }))).toMatchObject({
      status: 200,
      body: expected,
    })
  })

  it("is cancelled for good, which is told in plain text", async () => {
    const id = await customerToken()
    const cancel = (status: string) => bench.client.call("PATCH", `${path(id)}/status`, { status })
    expect(await cancel("ACTIVE")).toMatchObject(refused(400, "BAD_VALUE", "Bad value: status"))
    const answer = await cancel("CANCELLED")
    expect([answer.status, answer.headers.get("content-type")]).toEqual([202, "text/plain; charset=utf-8"])
    expect((await read(id)).body.status).toBe("CANCELLED")
    expect(await charge(id)).toMatchObject(refused(403, "TOKEN_CANCELLED"))
  })

  it("is unknown in each operation's own words", async () => {
    expect(await read("x")).toMatchObject(refused(404, "NOT_FOUND", "Invalid customer-token ID"))
    expect(await bench.client.call("PATCH", `${path("x")}/status`, { status: "CANCELLED" })).toMatchObject(
      refused(404, "NOT_FOUND", "Invalid token ID")
    )
    expect(await charge("x")).toMatchObject(refused(404, "TOKEN_NOT_FOUND"))
  })

  it("belongs to one merchant", async () => {
    const stranger = createClient(bench.sandbox, basic("other", "other-secret"))
    const id = await customerToken()
    expect((await stranger.call("GET", path(id))).status).toBe(403)
    expect(await stranger.call("POST", `${path(id)}/order`, {})).toMatchObject(
      refused(403, "TOKEN_FORBIDDEN")
    )
  })
})

describe("an order with a customer token", () => {
  it("is an order as any other, billed to the person", async () => {
    const urls = { confirmation: "https://shop.example/thanks?o={order.id}" }
    const { status, body } = await charge(await customerToken(), {
      merchant_reference1: "M2",
      merchant_urls: urls,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ fraud_status: "ACCEPTED", authorized_payment_method: { type: "invoice" } })
    expect((await fetch(body.redirect_url, { redirect: "manual" })).headers.get("location")).toBe(
      `https://shop.example/thanks?o=${body.order_id}`
    )
    const order = await bench.client.call("GET", `/ordermanagement/v1/orders/${body.order_id}`)
    expect(order.body).toMatchObject({
      status: "AUTHORIZED",
      order_amount: 26730,
      merchant_reference1: "M2",
      billing_address: buyer,
      initial_payment_method: { type: "INVOICE" },
    })
  })

  it("is captured at once when asked to", async () => {
    const { body } = await charge(await customerToken(), { auto_capture: true })
    const order = await bench.client.call("GET", `/ordermanagement/v1/orders/${body.order_id}`)
    expect(order.body.status).toBe("CAPTURED")
  })

  it("is one order for one idempotency key", async () => {
    const id = await customerToken()
    const [one, same, two] = [
      await charge(id, {}, { "klarna-idempotency-key": "a" }),
      await charge(id, {}, { "klarna-idempotency-key": "a" }),
      await charge(id, {}, { "klarna-idempotency-key": "b" }),
    ]
    expect(same?.body).toEqual(one?.body)
    expect(two?.body.order_id).not.toBe(one?.body.order_id)
  })

  it.each([
    ["PAYMENT_METHOD_FAILED", { refuses_with: "PAYMENT_METHOD_FAILED" }],
    ["UNAVAILABLE_PAYMENT_METHOD", { refuses_with: "UNAVAILABLE_PAYMENT_METHOD" }],
    ["TOKEN_SUSPENDED", { status: "SUSPENDED" }],
  ])("is refused with %s until that is over", async (code, state) => {
    const id = await customerToken()
    expect((await change(id, state)).status).toBe(200)
    expect(await charge(id)).toMatchObject(refused(403, code))
    await change(id, { status: "ACTIVE", refuses_with: null })
    expect((await charge(id)).status).toBe(200)
  })

  it("refuses other currencies, nothing to pay, and long data on a line", async () => {
    const id = await customerToken()
    expect(await charge(id, { purchase_currency: "EUR" })).toMatchObject(
      refused(403, "PAYMENT_METHOD_CURRENCY_MISMATCH")
    )
    const free = { ...line, unit_price: 0, total_amount: 0, total_tax_amount: 0, total_discount_amount: 0 }
    expect(await charge(id, { order_lines: [free], order_amount: 0, order_tax_amount: 0 })).toMatchObject(
      refused(400, "BAD_VALUE", "Bad value: order_amount")
    )
    expect(await charge(id, { order_lines: [{ ...line, merchant_data: "x".repeat(256) }] })).toMatchObject(
      refused(400, "BAD_VALUE", "Bad value: order_lines[0].merchant_data")
    )
    expect(await charge(id, { merchant_urls: { push: "https://shop.example/p" } })).toMatchObject(
      refused(400, "BAD_VALUE", "Bad value: merchant_urls.confirmation")
    )
  })

  it("is changed only to what a token can be", async () => {
    const id = await customerToken()
    expect((await change(id, { status: "GONE" })).status).toBe(400)
    expect((await change(id, { refuses_with: "BAD_LUCK" })).status).toBe(400)
    expect((await change("x", { status: "ACTIVE" })).status).toBe(404)
  })
})
