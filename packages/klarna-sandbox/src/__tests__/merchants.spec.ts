import { basic, createClient } from "./support/client"
import { order, paidOrder } from "./support/orders"
import { authorized, createPaymentsSession, paymentsSession, placeOrder } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const merchants = [
  { username: "sandbox", key: "sandbox-secret" },
  { username: "K-NEW", key: "new", active: false },
]

const bench = withSandbox({ merchants })

const switchMerchant = (username: string, body: unknown) =>
  bench.client.control("POST", `/merchants/${username}`, body)

const inactive = { status: 403, body: { error_code: "MERCHANT_INACTIVE" } }

describe("a merchant that is not activated", () => {
  it("sells nothing until it is", async () => {
    const client = createClient(bench.sandbox, basic("K-NEW", "new"))
    const create = () => client.call("POST", "/checkout/v3/orders", order())
    expect(await create()).toMatchObject(inactive)
    expect((await switchMerchant("K-NEW", { active: true })).body).toMatchObject({ active: true })
    expect((await create()).status).toBe(201)
  })

  it("is refused by everything that sells, and leaves no trace there", async () => {
    const orderId = await paidOrder(bench.client)
    const sessionId = await createPaymentsSession(bench.client)
    const { token } = await authorized(bench.client)
    await switchMerchant("sandbox", { active: false })
    const calls: [string, string, unknown?][] = [
      ["GET", `/checkout/v3/orders/${orderId}`],
      ["GET", `/payments/v1/sessions/${sessionId}`],
      ["POST", `/payments/v1/sessions/${sessionId}`, { merchant_reference1: "1" }],
      ["POST", `/payments/v1/authorizations/${token}/order`, paymentsSession()],
      ["DELETE", `/payments/v1/authorizations/${token}`],
      ["POST", "/hpp/v1/sessions", { payment_session_url: "x" }],
      ["GET", "/customer-token/v1/tokens/x"],
    ]
    for (const [method, path, body] of calls) {
      expect(await bench.client.call(method, path, body)).toMatchObject(inactive)
    }
    await switchMerchant("sandbox", { active: true })
    expect((await placeOrder(bench.client, token)).status).toBe(200)
  })

  it("still delivers and pays back what it sold", async () => {
    const orderId = await paidOrder(bench.client)
    await switchMerchant("sandbox", { active: false })
    const path = `/ordermanagement/v1/orders/${orderId}`
    expect((await bench.client.call("POST", `${path}/captures`, { captured_amount: 31630 })).status).toBe(201)
    expect((await bench.client.call("POST", `${path}/refunds`, { refunded_amount: 31630 })).status).toBe(201)
  })
})

describe("the accounts", () => {
  it("are listed without their keys", async () => {
    const { body } = await bench.client.control("GET", "/merchants")
    expect(body).toEqual([
      { username: "sandbox", active: true, sms: true, recurring: true },
      { username: "K-NEW", active: false, sms: true, recurring: true },
    ])
  })

  it("are again what they were configured to be after a reset", async () => {
    await switchMerchant("K-NEW", { active: true })
    await switchMerchant("sandbox", { sms: false })
    await bench.client.control("POST", "/reset")
    expect((await bench.client.control("GET", "/merchants")).body).toMatchObject([
      { username: "sandbox", sms: true },
      { username: "K-NEW", active: false },
    ])
  })

  it.each([
    ["sandbox", { name: "Other" }, 400, /name/],
    ["sandbox", { active: "yes" }, 400, /active/],
    ["nobody", { active: true }, 404, /nobody/],
    ["sandbox", "{", 400, /JSON/],
  ])("do not change: %s by %j", async (username, body, status, error) => {
    expect(await switchMerchant(username, body)).toMatchObject({
      status,
      body: { error: expect.stringMatching(error) },
    })
  })
})
