import { isConsumedAuthorization, paymentsSessionUrl, type Payments } from ".."
import { hangUp, json, raw } from "./answering-server"
import { withClients } from "./with-clients"

const TOKEN = "b4bd3423-24e3-4a5b-8f4e-token"
const CUSTOMER_TOKEN = "0b1d9815-165e-42e2-customer-token"
const session = { purchase_country: "SE", purchase_currency: "SEK", order_amount: 100, order_lines: [] }
const read = { ...session, status: "incomplete", client_token: "eyJ" }
const body = '{ "order_amount":  100 }'

/** Each write that Klarna may have carried out although its answer is lost. */
const writes = {
  createSession: ({ createSession }: Payments) => createSession(session),
  updateSession: ({ updateSession }: Payments) => updateSession("s-1", { order_amount: 90 }),
  placeOrder: ({ placeOrder }: Payments) => placeOrder(TOKEN, body),
  createCustomerToken: ({ createCustomerToken }: Payments) => createCustomerToken(TOKEN, body),
}

const refusal = (status: number, error_code: string, ...error_messages: string[]) =>
  json(status, { error_code, error_messages, correlation_id: "corr-1" })

describe("the client for Klarna Payments", () => {
  const bench = withClients()

  it("calls what Klarna documents", async () => {
    bench.server.willAnswer(
      json(200, { session_id: "s-1", client_token: "eyJ" }),
      json(200, read),
      raw(204, ""),
      json(200, { order_id: "o-1" }),
      raw(204, ""),
      json(200, { token_id: CUSTOMER_TOKEN })
    )
    const { payments } = bench.klarna
    await payments.createSession(session)
    await payments.readSession("s-1")
    await payments.updateSession("s-1", { order_amount: 90 })
    await payments.placeOrder(TOKEN, body)
    await payments.cancelAuthorization(TOKEN)
    await payments.createCustomerToken(TOKEN, body)
    expect(bench.asked()).toEqual([
      "POST /payments/v1/sessions",
      "GET /payments/v1/sessions/s-1",
      "POST /payments/v1/sessions/s-1",
      `POST /payments/v1/authorizations/${TOKEN}/order`,
      `DELETE /payments/v1/authorizations/${TOKEN}`,
      `POST /payments/v1/authorizations/${TOKEN}/customer-token`,
    ])
    expect(bench.server.received.map((each) => each.body)).toEqual([
      JSON.stringify(session),
      "",
      '{"order_amount":90}',
      body,
      "",
      body,
    ])
    expect(bench.server.received.some(({ headers }) => "klarna-idempotency-key" in headers)).toBe(false)
  })

  it("gives the session's address for the payment page", () => {
    expect(paymentsSessionUrl("https://api.klarna.com/", "s 1")).toBe(
      "https://api.klarna.com/payments/v1/sessions/s%201"
    )
  })

  it("cannot be led to another path by an id or a token", async () => {
    bench.server.willAnswer(raw(404, ""), raw(404, ""))
    await expect(bench.klarna.payments.readSession("../x?y#")).rejects.toMatchObject({ status: 404 })
    await expect(bench.klarna.payments.placeOrder("../x?y#", body)).rejects.toMatchObject({ status: 404 })
    expect(bench.asked()).toEqual([
      "GET /payments/v1/sessions/..%2Fx%3Fy%23",
      "POST /payments/v1/authorizations/..%2Fx%3Fy%23/order",
    ])
  })

  describe("reading answers", () => {
    it("keeps what it does not know: fields, categories, a status, a payment method", async () => {
      const category = { identifier: "pay_in_space", name: "Rymden", asset_urls: null, badge: 1 }
      const method = { type: "barter", number_of_days: null }
      bench.server.willAnswer(
        json(200, { session_id: "s-1", client_token: "eyJ", payment_method_categories: [category] }),
        json(200, { ...read, status: "paused", authorization_token: TOKEN, new_field: 7 }),
        json(200, { order_id: "o-1", fraud_status: "MAYBE", authorized_payment_method: method })
      )
      const { payments } = bench.klarna
      expect((await payments.createSession(session)).payment_method_categories).toEqual([
        { ...category, asset_urls: undefined },
      ])
      expect(await payments.readSession("s-1")).toMatchObject({
        status: "paused",
        authorization_token: TOKEN,
        new_field: 7,
        payment_method_categories: [],
      })
      expect(await payments.placeOrder(TOKEN, body)).toMatchObject({
        fraud_status: "MAYBE",
        authorized_payment_method: { type: "barter", number_of_days: undefined },
      })
    })

    it("takes an order that comes with its id alone, and remembers the correlation id", async () => {
      bench.server.willAnswer(json(200, { order_id: "o-1" }, { "klarna-correlation-id": "corr-1" }))
      expect(await bench.klarna.payments.placeOrder(TOKEN, body)).toEqual({
        order_id: "o-1",
        correlationId: "corr-1",
      })
    })

    it.each([
      ["a session without the widget's token", "createSession", { session_id: "s-1" }],
      ["an order without an id", "placeOrder", { fraud_status: "ACCEPTED" }],
      ["a customer token without an id", "createCustomerToken", { customer: {} }],
    ] as const)("says that the outcome is unknown after %s", async (_, call, answer) => {
      bench.server.willAnswer(json(200, answer))
      await expect(writes[call](bench.klarna.payments)).rejects.toMatchObject({
        name: "KlarnaUnreachableError",
        code: "unreadable_answer",
      })
    })
  })

  describe("when the answer is lost", () => {
    it.each(Object.entries(writes))("does not %s a second time by itself", async (_, write) => {
      bench.server.willAnswer(hangUp)
      await expect(write(bench.klarna.payments)).rejects.toMatchObject({ code: "network" })
      expect(bench.asked()).toHaveLength(1)
    })

    it("does not place the order again after a 5xx either: it may be placed", async () => {
      bench.server.willAnswer(json(503, { error_code: "SERVICE_UNAVAILABLE" }))
      await expect(bench.klarna.payments.placeOrder(TOKEN, body)).rejects.toMatchObject({
        code: "server_error",
      })
      expect(bench.asked()).toHaveLength(1)
    })

    it("finds the order gone through when the caller sends the same body again", async () => {
      bench.server.willAnswer(
        hangUp,
        refusal(403, "INVALID_OPERATION", "Authorization token already consumed")
      )
      const place = () => bench.klarna.payments.placeOrder(TOKEN, body).catch((error: unknown) => error)
      expect(await place()).toMatchObject({ code: "network" })
      expect(isConsumedAuthorization(await place())).toBe(true)
      const [first, second] = bench.server.received
      expect(second?.body).toBe(first?.body)
    })

    it("gives an authorization back once more", async () => {
      bench.server.willAnswer(hangUp, refusal(404, "NOT_FOUND", "Invalid authorization token"))
      expect(await bench.klarna.payments.cancelAuthorization(TOKEN)).toBe("gone")
    })
  })

  describe("giving an authorization back", () => {
    it.each([
      ["gone", refusal(404, "NOT_FOUND", "Invalid authorization token")],
      ["gone", raw(404, "")],
      ["not_cancelled", refusal(404, "NOT_FOUND", "Authorization cannot be deleted")],
      ["not_cancelled", refusal(404, "SESSION_COMPLETED", "Session has already been completed")],
    ])("answers %s where it says so", async (result, answer) => {
      bench.server.willAnswer(answer)
      expect(await bench.klarna.payments.cancelAuthorization(TOKEN)).toBe(result)
    })

    it("does not take wrong credentials for a result", async () => {
      bench.server.willAnswer(raw(401, ""))
      await expect(bench.klarna.payments.cancelAuthorization(TOKEN)).rejects.toMatchObject({ status: 401 })
    })
  })

  it("logs no authorization token, customer token, client token or name", async () => {
    const secrets = { client_token: "eyJ-secret", billing_address: { given_name: "Kim" } }
    bench.server.willAnswer(
      json(200, { session_id: "s-1", ...secrets }),
      json(200, { ...read, ...secrets, authorization_token: TOKEN }),
      json(200, { order_id: "o-1", authorization_token: TOKEN }),
      hangUp,
      refusal(403, "REJECTED", `Rejected ${TOKEN}`),
      json(200, { token_id: CUSTOMER_TOKEN, ...secrets }),
      raw(404, `{"token":"${TOKEN}"}`)
    )
    const { payments } = bench.klarna
    const errors: unknown[] = []
    await payments.createSession({ ...session, ...secrets })
    await payments.readSession("s-1")
    for (let attempt = 0; attempt < 3; attempt++) {
      await payments.placeOrder(TOKEN, body).catch((error: unknown) => errors.push(error))
    }
    await payments.createCustomerToken(TOKEN, body)
    await payments.cancelAuthorization(TOKEN)
    const said = [...bench.logger.lines, ...errors.map((error) => (error as Error).stack)].join("\n")
    expect(bench.logger.lines).toHaveLength(7)
    expect(said).toContain("klarna: place order id=- status=403 code=REJECTED")
    for (const secret of [TOKEN, CUSTOMER_TOKEN, "eyJ", "Kim"]) expect(said).not.toContain(secret)
  })
})
