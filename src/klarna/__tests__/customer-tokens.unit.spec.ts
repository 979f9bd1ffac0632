import { hangUp, json, raw } from "./answering-server"
import { withClients } from "./with-clients"

const TOKEN = "0b1d9815-165e-42e2-customer-token"
const keyed = { body: '{ "order_amount":  100 }', idempotencyKey: "key-1" }

describe("the client for customer tokens", () => {
  const bench = withClients()
  const tokens = () => bench.klarna.customerTokens

  it("calls what Klarna documents", async () => {
    bench.server.willAnswer(
      json(200, { status: "ACTIVE", payment_method_type: "INVOICE" }),
      json(200, { order_id: "o-1" }),
      raw(202, "")
    )
    await tokens().readToken(TOKEN)
    await tokens().createOrder(TOKEN, keyed)
    await tokens().cancel(TOKEN)
    const path = `/customer-token/v1/tokens/${TOKEN}`
    expect(bench.asked()).toEqual([`GET ${path}`, `POST ${path}/order`, `PATCH ${path}/status`])
    expect(bench.server.received.map(({ body }) => body)).toEqual(["", keyed.body, '{"status":"CANCELLED"}'])
    expect(bench.server.received.map(({ headers }) => headers["klarna-idempotency-key"])).toEqual([
      undefined,
      "key-1",
      undefined,
    ])
  })

  it("reads how a token pays, whatever its status", async () => {
    const card = { brand: "VISA", expiry_date: "12/2030", masked_number: "************1234" }
    bench.server.willAnswer(
      json(200, { status: "DORMANT", payment_method_type: "CARD", card, direct_debit: null, more: 1 })
    )
    expect(await tokens().readToken(TOKEN)).toEqual({
      status: "DORMANT",
      payment_method_type: "CARD",
      card,
      direct_debit: undefined,
      more: 1,
    })
  })

  it("charges once more with the same key and bytes when the answer was lost", async () => {
    const order = { order_id: "o-1", fraud_status: "PENDING" }
    bench.server.willAnswer(hangUp, json(500, {}), json(200, order, { "klarna-correlation-id": "corr-1" }))
    expect(await tokens().createOrder(TOKEN, keyed)).toEqual({ ...order, correlationId: "corr-1" })
    expect(bench.server.received).toHaveLength(3)
    for (const { body, headers } of bench.server.received) {
      expect(body).toBe(keyed.body)
      expect(headers["klarna-idempotency-key"]).toBe("key-1")
    }
  })

  it.each(["The request was accepted and is being processed", "", "{", "<p>accepted</p>"])(
    "takes a cancellation that is answered with %j",
    async (text) => {
      bench.server.willAnswer(raw(202, text, { "klarna-correlation-id": "corr-1" }))
      expect(await tokens().cancel(TOKEN)).toEqual({ correlationId: "corr-1" })
    }
  )

  it("does not take a redirect for a cancellation", async () => {
    bench.server.willAnswer(raw(302, "moved", { location: "https://example.com" }))
    await expect(tokens().cancel(TOKEN)).rejects.toMatchObject({ code: "unreadable_answer", status: 302 })
  })

  it("carries the refusal of a cancellation", async () => {
    const refusal = { error_code: "NOT_FOUND", error_messages: ["Invalid token ID"] }
    bench.server.willAnswer(json(404, refusal))
    await expect(tokens().cancel(TOKEN)).rejects.toMatchObject({
      status: 404,
      code: "NOT_FOUND",
      messages: ["Invalid token ID"],
    })
  })

  it("logs no token", async () => {
    const refusal = { error_code: "TOKEN_SUSPENDED", error_messages: [`Token ${TOKEN} is suspended`] }
    bench.server.willAnswer(
      json(200, { status: "ACTIVE", payment_method_type: "INVOICE" }),
      json(403, refusal),
      raw(202, TOKEN)
    )
    await tokens().readToken(TOKEN)
    const error = await tokens()
      .createOrder(TOKEN, keyed)
      .catch((caught: unknown) => caught)
    await tokens().cancel(TOKEN)
    expect(bench.logger.lines).toHaveLength(3)
    expect([...bench.logger.lines, (error as Error).stack].join("\n")).not.toContain(TOKEN)
  })
})
