import { startSandbox } from "../start-sandbox"
import { basic, createClient } from "./support/client"
import { delivery, lamps } from "./support/orders"
import {
  authorize,
  authorized,
  buyer,
  createPaymentsSession,
  paymentsSession,
  placeOrder,
} from "./support/payments"
import { START, withSandbox } from "./support/with-sandbox"

const HOUR = 3_600_000
const bench = withSandbox({
  merchants: [
    { username: "sandbox", key: "sandbox-secret", name: "Sandbox Shop" },
    { username: "other", key: "other-secret" },
  ],
})
const other = () => createClient(bench.sandbox, basic("other", "other-secret"))

const create = (changes: Record<string, unknown> = {}) =>
  bench.client.call("POST", "/payments/v1/sessions", paymentsSession(changes))
const read = (id: string) => bench.client.call("GET", `/payments/v1/sessions/${id}`)
const update = (id: string, body: unknown) => bench.client.call("POST", `/payments/v1/sessions/${id}`, body)

const badValues = (...paths: string[]) => ({
  status: 400,
  body: { error_code: "BAD_VALUE", error_messages: paths.map((path) => `Bad value: ${path}`) },
})
const notFound = (message: string) => ({
  status: 404,
  body: { error_code: "NOT_FOUND", error_messages: [message] },
})
const completed = {
  status: 404,
  body: { error_code: "SESSION_COMPLETED", error_messages: ["Session has already been completed"] },
}

describe("creating a session", () => {
  it("answers 200 with a well-formed token and the categories in the shopper's language", async () => {
    const { status, body } = await create()
    expect(status).toBe(200)
    expect(body.session_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(body.payment_method_categories).toMatchObject([
      { identifier: "pay_later", name: "Betala senare", asset_urls: { standard: expect.any(String) } },
      { identifier: "pay_over_time" },
      { identifier: "pay_now" },
    ])
    const [header, claims, signature] = body.client_token.split(".")
    const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString())
    expect(decode(header)).toMatchObject({ alg: "RS256" })
    expect(decode(claims)).toMatchObject({ session_id: body.session_id, session_type: "PAYMENTS" })
    expect(signature.length).toBeGreaterThan(80)
    const badge = await fetch(body.payment_method_categories[0].asset_urls.standard)
    expect(badge.headers.get("content-type")).toBe("image/svg+xml")
  })

  it("offers one category for all when the setting says so", async () => {
    await bench.client.control("POST", "/settings", { kp_categories: "klarna" })
    expect((await create()).body.payment_method_categories).toMatchObject([{ identifier: "klarna" }])
  })

  it("takes lines without tax, and an order tax that is off by one unit per line", async () => {
    const { tax_rate, total_tax_amount, total_discount_amount, ...bare } = { ...lamps, total_amount: 29700 }
    expect((await create({ order_lines: [bare], order_amount: 29700, order_tax_amount: 0 })).status).toBe(200)
    expect((await create({ order_tax_amount: 6328 })).status).toBe(200)
    expect((await create({ order_tax_amount: undefined })).status).toBe(200)
    expect(await create({ order_tax_amount: 6329 })).toMatchObject(badValues("order_tax_amount"))
  })

  it.each([
    ["no lines", { order_lines: [] }, ["order_lines"]],
    ["no amount", { order_amount: undefined }, ["order_amount"]],
    ["an amount that is not the lines'", { order_amount: 31631 }, ["order_amount"]],
    ["a currency of elsewhere", { purchase_currency: "EUR" }, ["purchase_currency"]],
    ["a bill from elsewhere", { billing_address: { country: "FI" } }, ["purchase_currency"]],
    ["a country without Klarna", { purchase_country: "JP" }, ["purchase_country"]],
    ["a locale of another kind", { locale: "sv_SE" }, ["locale"]],
    ["an intent of another kind", { intent: "rent" }, ["intent"]],
    ["a long reference", { merchant_reference1: "x".repeat(256) }, ["merchant_reference1"]],
    ["a name of digits", { billing_address: { given_name: "123" } }, ["billing_address.given_name"]],
    [
      "a long postal code",
      { shipping_address: { postal_code: "12345678901" } },
      ["shipping_address.postal_code"],
    ],
    [
      "a plain authorization address",
      { merchant_urls: { authorization: "http://shop.example/a" } },
      ["merchant_urls.authorization (must be a valid https URI)"],
    ],
    [
      "half a subscription",
      { order_lines: [{ ...lamps, subscription: { interval: "MONTH" } }, delivery] },
      ["order_lines[0].subscription.name", "order_lines[0].subscription.interval_count"],
    ],
    ["a colour in words", { options: { color_text: "red" } }, ["options.color_text"]],
    [
      "an attachment without a body",
      { attachment: { content_type: "application/json" } },
      ["attachment.body"],
    ],
  ])("refuses %s", async (_what, changes, paths) => {
    expect(await create(changes)).toMatchObject(badValues(...paths))
  })

  it("wants a state from Americans, and their tax on a line of its own", async () => {
    const american = {
      purchase_country: "US",
      purchase_currency: "USD",
      locale: "en-US",
      order_amount: 10800,
      order_tax_amount: 800,
      order_lines: [
        { name: "Lamp", quantity: 1, unit_price: 10000, total_amount: 10000 },
        { type: "sales_tax", name: "Tax", quantity: 1, unit_price: 800, total_amount: 800 },
      ],
    }
    expect((await create(american)).status).toBe(200)
    expect(
      await create({ ...american, billing_address: { street_address: "1 Main St", country: "US" } })
    ).toMatchObject(badValues("billing_address.region"))
  })

  it.each([
    [59500, 2000, 9917, 200],
    [59500, 2000, 9915, 400],
    [495, 700, 41, 400],
  ])("a line of %d at %d with tax %d answers %d", async (amount, tax_rate, tax, expected) => {
    const line = {
      name: "x",
      quantity: 1,
      unit_price: amount,
      tax_rate,
      total_amount: amount,
      total_tax_amount: tax,
    }
    const made = await create({ order_lines: [line], order_amount: amount, order_tax_amount: tax })
    expect(made.status).toBe(expected)
    if (expected === 400) {
      expect(made.body.error_messages[0]).toMatch(/^Bad value: order_lines\[0\]\.total_tax_amount/)
    }
  })
})

describe("reading a session", () => {
  it("tells who buys only once they have agreed, and never their personal numbers", async () => {
    const customer = { date_of_birth: "1990-01-01", national_identification_number: "900101-1234" }
    const id = await createPaymentsSession(bench.client, { billing_address: buyer, customer })
    const before = await read(id)
    expect(before).toMatchObject({
      status: 200,
      body: {
        status: "incomplete",
        expires_at: new Date(START + 48 * HOUR).toISOString(),
        order_amount: 31630,
      },
    })
    expect(before.body).not.toHaveProperty("billing_address")
    expect(before.body).not.toHaveProperty("authorization_token")
    const { body: result } = await authorize(bench.client, id)
    const after = await read(id)
    expect(after.body).toMatchObject({
      billing_address: buyer,
      shipping_address: buyer,
      authorization_token: result.authorization_token,
    })
    expect(after.body.customer).toEqual({ date_of_birth: "1990-01-01" })
  })

  it("tells the token only while it can be used, and not at all when the setting says so", async () => {
    const { sessionId } = await authorized(bench.client)
    await bench.client.control("POST", "/settings", { kp_session_shows_token: false })
    expect((await read(sessionId)).body).not.toHaveProperty("authorization_token")
    await bench.client.control("POST", "/settings", { kp_session_shows_token: true })
    expect((await read(sessionId)).body).toHaveProperty("authorization_token")
    await bench.sandbox.advance(HOUR)
    expect((await read(sessionId)).body).not.toHaveProperty("authorization_token")
  })

  it("ends 48 hours after creation, whatever happened since", async () => {
    const id = await createPaymentsSession(bench.client)
    await bench.sandbox.advance(47 * HOUR)
    expect((await update(id, { merchant_reference1: "late" })).status).toBe(204)
    await bench.sandbox.advance(HOUR)
    for (const answer of [await read(id), await update(id, {})]) {
      expect(answer).toMatchObject(notFound("Invalid session id"))
    }
    expect((await authorize(bench.client, id)).status).toBe(404)
  })

  it("is not for another merchant, nor can a session be deleted", async () => {
    const id = await createPaymentsSession(bench.client)
    expect(await other().call("GET", `/payments/v1/sessions/${id}`)).toMatchObject({
      status: 403,
      body: { error_code: "INVALID_OPERATION" },
    })
    expect((await bench.client.call("DELETE", `/payments/v1/sessions/${id}`)).status).toBe(405)
    expect(await read("unknown")).toMatchObject(notFound("Invalid session id"))
  })
})

describe("updating a session", () => {
  it("replaces what is sent, and checks the whole", async () => {
    const id = await createPaymentsSession(bench.client, { merchant_reference1: "A1" })
    expect(await update(id, { order_lines: [delivery] })).toMatchObject(badValues("order_amount"))
    expect(await update(id, { order_lines: [delivery], order_amount: 4900 })).toMatchObject({
      status: 204,
      body: undefined,
    })
    expect((await read(id)).body).toMatchObject({
      order_amount: 4900,
      order_tax_amount: 980,
      merchant_reference1: "A1",
    })
  })

  it("is over once an order was placed", async () => {
    const { sessionId, token } = await authorized(bench.client)
    await placeOrder(bench.client, token)
    expect(await update(sessionId, { merchant_reference1: "late" })).toMatchObject(completed)
    expect((await authorize(bench.client, sessionId)).status).toBe(404)
    expect((await read(sessionId)).body.status).toBe("complete")
  })
})

describe("https", () => {
  it("is demanded of the authorization address on this machine too, when strict", async () => {
    const strict = await startSandbox({ port: 0, strictHttps: true })
    try {
      const changes = { merchant_urls: { authorization: `${bench.shop.url}/authorization` } }
      const made = await createClient(strict).call("POST", "/payments/v1/sessions", paymentsSession(changes))
      expect(made.status).toBe(400)
      expect((await create(changes)).status).toBe(200)
    } finally {
      await strict.close()
    }
  })
})
