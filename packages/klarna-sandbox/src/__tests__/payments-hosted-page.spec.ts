import { authorize, authorized, buyer, createPaymentsSession, placeOrder } from "./support/payments"
import { delivery } from "./support/orders"
import { START, withSandbox } from "./support/with-sandbox"

const HOUR = 3_600_000
const bench = withSandbox()

const success = "https://shop.example/ok?s={{session_id}}&o={{order_id}}&t={{authorization_token}}"

const createPage = (kpSessionId: string, options: Record<string, unknown> = {}) =>
  bench.client.call("POST", "/hpp/v1/sessions", {
    payment_session_url: `${bench.sandbox.url}/payments/v1/sessions/${kpSessionId}`,
    merchant_urls: {
      success,
      failure: "https://shop.example/declined",
      status_update: `${bench.shop.url}/status?t={{authorization_token}}`,
    },
    options,
  })

async function page(options: Record<string, unknown> = {}, session: Record<string, unknown> = {}) {
  const kpSessionId = await createPaymentsSession(bench.client, { billing_address: buyer, ...session })
  const { body } = await createPage(kpSessionId, options)
  return { kpSessionId, sessionId: body.session_id as string, url: body.redirect_url as string }
}

const read = async (sessionId: string) =>
  (await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)).body
const readPayments = async (id: string) =>
  (await bench.client.call("GET", `/payments/v1/sessions/${id}`)).body
const managed = async (id: string) =>
  (await bench.client.call("GET", `/ordermanagement/v1/orders/${id}`)).body

describe("a page for a KP session", () => {
  it("ends one hour before the session, however late it was made", async () => {
    const kpSessionId = await createPaymentsSession(bench.client)
    await bench.sandbox.advance(10 * HOUR)
    const made = await createPage(kpSessionId)
    expect(made).toMatchObject({
      status: 201,
      body: { expires_at: new Date(START + 47 * HOUR).toISOString() },
    })
    await bench.client.consumer(made.body.session_id, "open")
    await bench.sandbox.advance(37 * HOUR)
    expect((await createPage(kpSessionId)).status).toBe(404)
    expect((await bench.client.consumer(made.body.session_id, "approve")).status).toBe(404)
  })

  it("is a page that a person can pay on", async () => {
    const { url, sessionId } = await page()
    const html = await (await fetch(url)).text()
    expect(html).toContain("Lamp")
    expect((await read(sessionId)).status).toBe("IN_PROGRESS")
    const paid = await fetch(url, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ action: "approve", given_name: "Bo" }),
    })
    expect([paid.status, paid.headers.get("location")]).toEqual([
      303,
      expect.stringContaining("https://shop.example/ok"),
    ])
  })

  it.each([
    [{ payment_method_category: "DIRECT_DEBIT" }, "options.payment_method_category"],
    [{ payment_method_categories: ["PAY_LATER", "KLARNA"] }, "options.payment_method_categories"],
  ])("refuses %j, which the session does not offer", async (options, field) => {
    const kpSessionId = await createPaymentsSession(bench.client)
    expect(await createPage(kpSessionId, options)).toMatchObject({
      status: 400,
      body: { error_code: "BAD_VALUE", error_messages: [`Bad value: ${field}`] },
    })
    expect((await createPage(kpSessionId, { payment_method_category: "PAY_NOW" })).status).toBe(201)
  })

  it("cannot be made once an order was placed", async () => {
    const { sessionId, token } = await authorized(bench.client)
    await placeOrder(bench.client, token)
    expect((await createPage(sessionId)).status).toBe(404)
    expect((await createPage("unknown")).status).toBe(404)
  })

  it.each([
    ["ECOMMERCE", "BACK"],
    ["TELESALES", "CANCELLED"],
  ])("is left in %s by %s", async (acquiring_channel, status) => {
    const { sessionId } = await page({}, { acquiring_channel })
    expect((await bench.client.consumer(sessionId, "cancel")).body.status).toBe(status)
  })

  it("takes what the consumer typed into the session", async () => {
    const { sessionId, kpSessionId } = await page()
    await bench.client.consumer(sessionId, "approve", { address: { city: "Lund" } })
    expect((await readPayments(kpSessionId)).billing_address.city).toBe("Lund")
  })

  it("is declined for a test address, and can be tried again", async () => {
    const { sessionId, kpSessionId } = await page()
    const denied = { address: { email: "alva+denied@shop.example" } }
    expect((await bench.client.consumer(sessionId, "approve", denied)).body).toEqual({
      status: "FAILED",
      redirect_to: "https://shop.example/declined",
    })
    expect((await readPayments(kpSessionId)).status).toBe("incomplete")
    const approved = { address: { email: "alva@shop.example" } }
    expect((await bench.client.consumer(sessionId, "approve", approved)).body.status).toBe("COMPLETED")
  })
})

describe("place_order_mode NONE", () => {
  it.each([[{}], [{ place_order_mode: "NONE" }]])(
    "(%j) hands the merchant a token, everywhere it should",
    async (options) => {
      const { sessionId, kpSessionId } = await page(options)
      const { body } = await bench.client.consumer(sessionId, "approve")
      const session = await read(sessionId)
      const token = session.authorization_token
      expect(session).toEqual({
        session_id: sessionId,
        status: "COMPLETED",
        authorization_token: expect.stringMatching(/^[0-9a-f-]{36}$/),
        updated_at: expect.any(String),
        expires_at: expect.any(String),
      })
      expect(body).toEqual({
        status: "COMPLETED",
        redirect_to: `https://shop.example/ok?s=${sessionId}&o=&t=${token}`,
      })
      await bench.sandbox.settled()
      expect(bench.shop.statusUpdates().at(-1)?.session).toEqual(session)
      expect(bench.shop.received.at(-1)?.path).toBe("/status?t=")
      expect((await readPayments(kpSessionId)).status).toBe("incomplete")
    }
  )

  it("lets the merchant order for less, and not for more", async () => {
    const { sessionId } = await page()
    await bench.client.consumer(sessionId, "approve")
    const { authorization_token: token } = await read(sessionId)
    const dearer = { ...delivery, unit_price: 40000, total_amount: 40000, total_tax_amount: 8000 }
    const more = { order_lines: [dearer], order_amount: 40000, order_tax_amount: 8000 }
    expect((await placeOrder(bench.client, token, more)).status).toBe(409)
    const less = { order_lines: [delivery], order_amount: 4900, order_tax_amount: 980 }
    const placed = await placeOrder(bench.client, token, less)
    expect((await managed(placed.body.order_id)).order_amount).toBe(4900)
  })

  it("is also told by the authorization callback", async () => {
    const { sessionId, kpSessionId } = await page(
      {},
      { merchant_urls: { authorization: `${bench.shop.url}/authorization` } }
    )
    await bench.client.consumer(sessionId, "approve")
    await bench.sandbox.settled()
    const told = bench.shop.received.find(({ path }) => path === "/authorization")
    expect(JSON.parse(told?.body ?? "")).toEqual({
      authorization_token: (await read(sessionId)).authorization_token,
      session_id: kpSessionId,
    })
  })
})

describe.each([
  ["PLACE_ORDER", "AUTHORIZED", 0],
  ["CAPTURE_ORDER", "CAPTURED", 31630],
])("place_order_mode %s", (place_order_mode, status, captured_amount) => {
  it("makes the order, and tells its id instead of a token", async () => {
    const { sessionId, kpSessionId } = await page({ place_order_mode })
    const { body } = await bench.client.consumer(sessionId, "approve")
    const session = await read(sessionId)
    expect(session).toEqual({
      session_id: sessionId,
      status: "COMPLETED",
      order_id: expect.any(String),
      klarna_reference: expect.any(String),
      updated_at: expect.any(String),
      expires_at: expect.any(String),
    })
    expect(body.redirect_to).toBe(`https://shop.example/ok?s=${sessionId}&o=${session.order_id}&t=`)
    expect(await managed(session.order_id)).toMatchObject({ status, captured_amount, billing_address: buyer })
    expect((await readPayments(kpSessionId)).status).toBe("complete")
    await bench.sandbox.settled()
    expect(bench.shop.statusUpdates().at(-1)?.session).toEqual(session)
  })

  it("is one order when the button is pressed five times at once", async () => {
    const { sessionId } = await page({ place_order_mode })
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => bench.client.consumer(sessionId, "approve"))
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409])
  })
})

describe("several ways to one KP session", () => {
  it("end together when the order is placed", async () => {
    const { sessionId, kpSessionId } = await page()
    const { body } = await authorize(bench.client, kpSessionId)
    const placed = await placeOrder(bench.client, body.authorization_token)
    expect(await read(sessionId)).toMatchObject({ status: "COMPLETED", order_id: placed.body.order_id })
    expect((await bench.client.consumer(sessionId, "approve")).status).toBe(409)
  })

  it("leave one valid token when two pages were approved", async () => {
    const first = await page()
    const second = (await createPage(first.kpSessionId)).body.session_id
    for (const id of [first.sessionId, second]) {
      expect((await bench.client.consumer(id, "approve")).body.status).toBe("COMPLETED")
    }
    const [older, newer] = [await read(first.sessionId), await read(second)]
    expect((await placeOrder(bench.client, older.authorization_token)).status).toBe(404)
    expect((await placeOrder(bench.client, newer.authorization_token)).status).toBe(200)
  })

  it("do not end by disabling one of them", async () => {
    const { sessionId, kpSessionId } = await page()
    expect((await bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`)).status).toBe(204)
    expect((await bench.client.consumer(sessionId, "approve")).status).toBe(409)
    expect((await authorize(bench.client, kpSessionId)).body.approved).toBe(true)
  })

  it.each([
    ["current", 4900],
    ["as_shown", 31630],
  ])("with stale_page %s an open page pays %d", async (stale_page, amount) => {
    await bench.client.control("POST", "/settings", { stale_page })
    const { sessionId, kpSessionId } = await page({ place_order_mode: "PLACE_ORDER" })
    await bench.client.consumer(sessionId, "open")
    const smaller = { order_lines: [delivery], order_amount: 4900, order_tax_amount: 980 }
    await bench.client.call("POST", `/payments/v1/sessions/${kpSessionId}`, smaller)
    await bench.client.consumer(sessionId, "approve")
    expect((await managed((await read(sessionId)).order_id)).order_amount).toBe(amount)
  })
})
