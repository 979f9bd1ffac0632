import { startSandbox } from "../start-sandbox"
import { basic, createClient } from "./support/client"
import { delivery } from "./support/orders"
import { authorize, authorized, buyer, createPaymentsSession, placeOrder } from "./support/payments"
import { START, withSandbox } from "./support/with-sandbox"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const bench = withSandbox({
  merchants: [
    { username: "sandbox", key: "sandbox-secret", name: "Sandbox Shop" },
    { username: "other", key: "other-secret" },
  ],
})

const cancel = (token: string) => bench.client.call("DELETE", `/payments/v1/authorizations/${token}`)
const managed = async (id: string) =>
  (await bench.client.call("GET", `/ordermanagement/v1/orders/${id}`)).body
const capture = (id: string, captured_amount: number) =>
  bench.client.call("POST", `/ordermanagement/v1/orders/${id}/captures`, { captured_amount })

const refused = (status: number, error_code: string, message: string) => ({
  status,
  body: { error_code, error_messages: [message] },
})
const invalidToken = refused(404, "NOT_FOUND", "Invalid authorization token")

describe("authorizing", () => {
  it.each([
    ["approve", { approved: true, show_form: true, authorization_token: expect.any(String) }],
    ["decline", { approved: false, show_form: false }],
    ["close", { approved: false, show_form: true }],
  ])("by %s answers what the widget's callback gets", async (result, expected) => {
    const id = await createPaymentsSession(bench.client)
    expect(await authorize(bench.client, id, { result })).toMatchObject({ status: 200 })
    expect((await authorize(bench.client, id, { result })).body).toEqual(expected)
  })

  it("names the fields that can be mended, and changes nothing then", async () => {
    const id = await createPaymentsSession(bench.client, { billing_address: buyer })
    const data = { billing_address: { ...buyer, email: "alva" } }
    expect((await authorize(bench.client, id, { data })).body).toEqual({
      approved: false,
      show_form: true,
      error: { invalid_fields: ["billing_address.email"] },
    })
    await authorize(bench.client, id)
    expect((await bench.client.call("GET", `/payments/v1/sessions/${id}`)).body.billing_address).toEqual(
      buyer
    )
  })

  it("waits for the last step where the category needs one", async () => {
    const id = await createPaymentsSession(bench.client)
    const finalize = () => bench.client.control("POST", `/kp/${id}/finalize`)
    const wish = { payment_method_category: "pay_now", auto_finalize: false }
    expect((await finalize()).status).toBe(409)
    expect((await authorize(bench.client, id, wish)).body).toEqual({
      approved: true,
      show_form: true,
      finalize_required: true,
    })
    const { body } = await finalize()
    expect((await placeOrder(bench.client, body.authorization_token)).body.authorized_payment_method).toEqual(
      {
        type: "card",
      }
    )
    const later = { payment_method_category: "pay_later", auto_finalize: false }
    const other = await createPaymentsSession(bench.client)
    expect((await authorize(bench.client, other, later)).body).toHaveProperty("authorization_token")
  })

  it.each([
    ["+denied", { approved: false, show_form: false }],
    ["+red", { approved: false, show_form: false }],
  ])("with an address %s is refused", async (trigger, expected) => {
    const billing_address = { ...buyer, email: `alva${trigger}@shop.example` }
    const id = await createPaymentsSession(bench.client)
    expect((await authorize(bench.client, id, { data: { billing_address } })).body).toEqual(expected)
  })

  it.each([
    [{ result: "maybe" }],
    [{ payment_method_category: "pay_never" }],
    [{ data: 1 }],
    [{ result: "pending", decision: "perhaps" }],
    [{ result: "pending", decision: "accept", minutes: -1 }],
  ])("does not take %j", async (wish) => {
    const id = await createPaymentsSession(bench.client)
    expect((await authorize(bench.client, id, wish)).status).toBe(400)
  })
})

describe("placing an order", () => {
  it("answers 200, ends the session and opens the order in Order Management", async () => {
    const urls = {
      confirmation: "https://shop.example/thanks?s={session.id}&o={order.id}",
      push: `${bench.shop.url}/push?o={order.id}&s={session.id}`,
    }
    const { sessionId, token } = await authorized(bench.client, {
      billing_address: buyer,
      merchant_urls: urls,
    })
    const placed = await placeOrder(bench.client, token, { merchant_reference1: "A1" })
    const id = placed.body.order_id
    expect(placed).toMatchObject({
      status: 200,
      body: {
        fraud_status: "ACCEPTED",
        authorized_payment_method: { type: "invoice", number_of_days: 30 },
      },
    })
    expect(await managed(id)).toMatchObject({
      status: "AUTHORIZED",
      order_amount: 31630,
      merchant_reference1: "A1",
      billing_address: buyer,
      shipping_address: buyer,
    })
    const redirect = await fetch(placed.body.redirect_url, { redirect: "manual" })
    expect(redirect.headers.get("location")).toBe(`https://shop.example/thanks?s=${sessionId}&o=${id}`)
    await bench.sandbox.advance(2 * MINUTE)
    expect(bench.shop.pushes()).toEqual([`/push?o=${id}&s=${sessionId}`])
  })

  it("has no address to go on to when the shop named none, and captures at once when asked to", async () => {
    const { token } = await authorized(bench.client)
    const { body } = await placeOrder(bench.client, token, { auto_capture: true })
    expect(body).not.toHaveProperty("redirect_url")
    expect(await managed(body.order_id)).toMatchObject({ status: "CAPTURED", captured_amount: 31630 })
  })

  it("once more is the same order, and with other words a conflict", async () => {
    const { token } = await authorized(bench.client)
    const [first, again] = await Promise.all([
      placeOrder(bench.client, token),
      placeOrder(bench.client, token),
    ])
    expect(again.body).toEqual(first.body)
    expect(await placeOrder(bench.client, token, { merchant_reference1: "B" })).toMatchObject(
      refused(409, "BAD_VALUE", "The order has been already completed with different request body")
    )
    await bench.client.control("POST", "/settings", { kp_order_again: "refused" })
    expect(await placeOrder(bench.client, token)).toMatchObject(
      refused(403, "INVALID_OPERATION", "Authorization token already consumed")
    )
  })

  it.each([
    [
      "fewer lines",
      { order_lines: [delivery], order_amount: 4900, order_tax_amount: 980 },
      "order_amount, Incorrect number of items in the cart. Expected: 2, Actual: 1",
    ],
    [
      "another name",
      (lines: Record<string, unknown>[]) => ({ order_lines: [{ ...lines[0], name: "Lantern" }, lines[1]] }),
      "order_lines[0].name",
    ],
  ])("with %s than agreed is a conflict", async (_what, changes, fields) => {
    const { sessionId, token } = await authorized(bench.client)
    const lines = (await bench.client.call("GET", `/payments/v1/sessions/${sessionId}`)).body.order_lines
    expect(
      await placeOrder(bench.client, token, typeof changes === "function" ? changes(lines) : changes)
    ).toMatchObject(refused(409, "BAD_VALUE", `Not matching fields: [${fields}]`))
    expect((await placeOrder(bench.client, token)).status).toBe(200)
  })

  it("with a body that does not add up leaves the token usable", async () => {
    const { token } = await authorized(bench.client)
    expect(await placeOrder(bench.client, token, { order_amount: 1 })).toMatchObject(
      refused(400, "BAD_VALUE", "Bad value: order_amount")
    )
    expect((await placeOrder(bench.client, token)).status).toBe(200)
  })

  it("is possible for an hour, with the newest token, which is the shop's own", async () => {
    const { sessionId, token } = await authorized(bench.client)
    const { body } = await authorize(bench.client, sessionId)
    expect(await placeOrder(bench.client, token)).toMatchObject(invalidToken)
    const stranger = createClient(bench.sandbox, basic("other", "other-secret"))
    expect((await placeOrder(stranger, body.authorization_token)).status).toBe(403)
    await bench.sandbox.advance(HOUR - 1)
    expect((await placeOrder(bench.client, body.authorization_token)).status).toBe(200)
    expect((await placeOrder(bench.client, token)).body.error_code).toBe("SESSION_COMPLETED")
    const late = await authorized(bench.client)
    await bench.sandbox.advance(HOUR)
    expect(await placeOrder(bench.client, late.token)).toMatchObject(invalidToken)
    expect(await placeOrder(bench.client, "unknown")).toMatchObject(invalidToken)
  })

  it("is refused when Klarna changes its mind", async () => {
    const { token } = await authorized(bench.client, {}, { result: "reject_order" })
    expect(await placeOrder(bench.client, token)).toMatchObject(refused(403, "REJECTED", "Rejected"))
  })
})

describe("cancelling an authorization", () => {
  it("makes the token void; the session can be authorized anew", async () => {
    const { sessionId, token } = await authorized(bench.client)
    expect(await cancel(token)).toMatchObject({ status: 204, body: undefined })
    expect(await cancel(token)).toMatchObject(invalidToken)
    expect(await placeOrder(bench.client, token)).toMatchObject(invalidToken)
    expect((await authorize(bench.client, sessionId)).body.approved).toBe(true)
  })

  it("is not possible once the order is placed, nor for what never was", async () => {
    const { token } = await authorized(bench.client)
    await placeOrder(bench.client, token)
    expect(await cancel(token)).toMatchObject(refused(404, "NOT_FOUND", "Authorization cannot be deleted"))
    expect(await cancel("unknown")).toMatchObject(invalidToken)
  })
})

describe("the authorization callback", () => {
  const session = () => ({ merchant_urls: { authorization: `${bench.shop.url}/authorization?secret=1` } })

  it("tells token and session, for every authorization", async () => {
    const { sessionId, token } = await authorized(bench.client, session())
    await bench.sandbox.settled()
    expect(bench.shop.received).toMatchObject([{ method: "POST", path: "/authorization?secret=1" }])
    expect(JSON.parse(bench.shop.received[0]?.body ?? "")).toEqual({
      authorization_token: token,
      session_id: sessionId,
    })
    const [sent] = (await bench.client.control("GET", "/callbacks")).body
    expect(sent).toMatchObject({ callback: "authorization", kp_session_id: sessionId, status: 200 })
    await authorize(bench.client, sessionId)
    await bench.sandbox.settled()
    expect(bench.shop.received).toHaveLength(2)
  })

  it("is tried three times, one and two seconds apart", async () => {
    bench.shop.answerWith((_request, response) => void response.writeHead(503).end())
    await authorized(bench.client, session())
    const seen: number[] = []
    for (const ms of [0, 999, 1, 1999, 1, HOUR]) {
      await bench.sandbox.advance(ms)
      seen.push(bench.shop.received.length)
    }
    expect(seen).toEqual([1, 1, 2, 2, 3, 3])
  })

  it("waits for the connection, and as long again for the answer", async () => {
    const impatient = await startSandbox({ port: 0, clock: () => START, patience: { authorization: 1_000 } })
    try {
      bench.shop.answerWith((_request, response) => void setTimeout(() => response.end(), 30_000).unref())
      const client = createClient(impatient)
      await authorized(client, session())
      await impatient.settled()
      expect((await client.control("GET", "/callbacks")).body).toMatchObject([
        { callback: "authorization", status: null, error: "no answer within 1000 ms" },
      ])
    } finally {
      await impatient.close()
    }
  })

  it("is not sent when nothing was authorized", async () => {
    const id = await createPaymentsSession(bench.client, session())
    await authorize(bench.client, id, { result: "decline" })
    await bench.sandbox.settled()
    expect(bench.shop.received).toEqual([])
  })
})

describe("an order whose fraud decision is open", () => {
  const events = () =>
    bench.shop.received.filter(({ path }) => path.startsWith("/fraud")).map(({ body }) => JSON.parse(body))
  const british = (email: string) => ({
    purchase_country: "GB",
    purchase_currency: "GBP",
    locale: "en-GB",
    billing_address: { ...buyer, country: "GB", email },
    merchant_urls: { notification: `${bench.shop.url}/fraud?o={order.id}` },
  })

  async function pendingOrder(email: string, country = british(email)) {
    const { token } = await authorized(bench.client, country)
    const { body } = await placeOrder(bench.client, token, country)
    return body as { order_id: string; fraud_status: string }
  }

  it.each([
    ["+pend-accept-05", "ACCEPTED", "FRAUD_RISK_ACCEPTED"],
    ["+pend-reject-05", "REJECTED", "FRAUD_RISK_REJECTED"],
  ])("by an address %s becomes %s after five minutes", async (trigger, fraud_status, event_type) => {
    const { order_id, fraud_status: placed } = await pendingOrder(`alva${trigger}@shop.example`)
    expect(placed).toBe("PENDING")
    await bench.sandbox.advance(5 * MINUTE - 1)
    expect((await managed(order_id)).fraud_status).toBe("PENDING")
    expect((await capture(order_id, 100)).status).toBe(403)
    expect(events()).toEqual([])
    await bench.sandbox.advance(1)
    expect((await managed(order_id)).fraud_status).toBe(fraud_status)
    expect(events()).toEqual([{ order_id, event_type }])
    expect(bench.shop.received.at(-1)?.path).toBe(`/fraud?o=${order_id}`)
    await bench.sandbox.advance(24 * HOUR)
    expect(events()).toHaveLength(1)
  })

  it("does not exist in Sweden", async () => {
    const { token } = await authorized(bench.client, {
      billing_address: { ...buyer, email: "alva+pend-accept-05@shop.example" },
    })
    expect((await placeOrder(bench.client, token)).body.fraud_status).toBe("ACCEPTED")
  })

  it("is told every ten minutes for a day, until the answer is 200", async () => {
    bench.shop.answerWith((_request, response) => void response.writeHead(204).end())
    await pendingOrder("alva+pend-accept-00@shop.example")
    await bench.sandbox.settled()
    expect(events()).toHaveLength(1)
    await bench.sandbox.advance(10 * MINUTE - 1)
    expect(events()).toHaveLength(1)
    await bench.sandbox.advance(1)
    expect(events()).toHaveLength(2)
    await bench.sandbox.advance(30 * HOUR)
    expect(events()).toHaveLength(145)
  })

  it("ends with the first 200", async () => {
    bench.shop.answerWith((_request, response) => void response.writeHead(500).end())
    await pendingOrder("alva+pend-accept-00@shop.example")
    await bench.sandbox.settled()
    bench.shop.answerWith((_request, response) => void response.end())
    await bench.sandbox.advance(HOUR)
    expect(events()).toHaveLength(2)
  })

  it("is cancelled four hours after a rejection, unless the shop captures at its own risk", async () => {
    const lost = await pendingOrder("alva+pend-reject-01@shop.example")
    const kept = await pendingOrder("alva+pend-reject-01@shop.example")
    await bench.sandbox.advance(MINUTE)
    expect((await capture(kept.order_id, 31630)).status).toBe(201)
    await bench.sandbox.advance(4 * HOUR)
    expect((await managed(lost.order_id)).status).toBe("CANCELLED")
    expect((await capture(lost.order_id, 100)).status).toBe(403)
    expect((await managed(kept.order_id)).status).toBe("CAPTURED")
  })

  it.each([
    ["accept", "ACCEPTED", "FRAUD_RISK_ACCEPTED"],
    ["reject", "REJECTED", "FRAUD_RISK_REJECTED"],
    ["stop", "REJECTED", "FRAUD_RISK_STOPPED"],
  ])("is decided when a test says %s", async (decision, fraud_status, event_type) => {
    const urls = { merchant_urls: { notification: `${bench.shop.url}/fraud` } }
    const { token } = await authorized(bench.client, urls, { result: "pending" })
    const { body } = await placeOrder(bench.client, token, urls)
    expect(body.fraud_status).toBe("PENDING")
    const decide = (what: string) =>
      bench.client.control("POST", `/orders/${body.order_id}/fraud`, { decision: what })
    expect((await decide("perhaps")).status).toBe(400)
    expect((await decide(decision)).body.fraud_status).toBe(fraud_status)
    await bench.sandbox.settled()
    expect(events()).toEqual([{ order_id: body.order_id, event_type }])
    expect((await managed(body.order_id)).fraud_status).toBe(fraud_status)
  })

  it("is not captured at once, even when that was asked for", async () => {
    const { token } = await authorized(
      bench.client,
      {},
      { result: "pending", decision: "accept", minutes: 1 }
    )
    const { body } = await placeOrder(bench.client, token, { auto_capture: true })
    expect(await managed(body.order_id)).toMatchObject({ status: "AUTHORIZED", fraud_status: "PENDING" })
  })
})
