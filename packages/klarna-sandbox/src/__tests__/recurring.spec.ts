import { randomUUID } from "node:crypto"
import { basic, createClient } from "./support/client"
import { createOrder, createSession, lamps, order, orderOf } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const merchants = [
  { username: "sandbox", key: "sandbox-secret" },
  { username: "K-OTHER", key: "other" },
  { username: "K-ONCE", key: "once", recurring: false },
]

const bench = withSandbox({ merchants })

const month = { ...lamps, subscription: { name: "Lamps", interval: "MONTH", interval_count: 1 } }
const subscribe = (changes = {}) =>
  orderOf([month], { recurring: true, recurring_description: "Lamps, monthly", ...changes })

/** A paid recurring order. */
async function subscribed(changes = {}, wish = {}) {
  const orderId = await createOrder(bench.client, subscribe(changes))
  const { body: page } = await createSession(bench.client, bench.sandbox.url, orderId)
  await bench.client.consumer(page.session_id, "approve", wish)
  const { body } = await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)
  return body as { recurring_token: string; recurring_description: string; status: string }
}

const charge = (token: string, changes = {}, client = bench.client, key = randomUUID()) =>
  client.call(
    "POST",
    `/customer-token/v1/tokens/${token}/order`,
    {
      purchase_currency: "SEK",
      order_amount: lamps.total_amount,
      order_tax_amount: lamps.total_tax_amount,
      order_lines: [month],
      ...changes,
    },
    { "Klarna-Idempotency-Key": key }
  )

describe("a recurring Checkout order", () => {
  it("has no token before it is paid, and one afterwards", async () => {
    const orderId = await createOrder(bench.client, subscribe())
    const { body: open } = await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)
    expect(open).toMatchObject({ recurring: true, recurring_description: "Lamps, monthly" })
    expect(open).not.toHaveProperty("recurring_token")
    expect(await subscribed()).toMatchObject({
      status: "checkout_complete",
      recurring_token: expect.stringMatching(/^[0-9a-f-]{36}$/),
      recurring_description: "Lamps, monthly",
    })
  })

  it("takes no token from the merchant", async () => {
    const orderId = await createOrder(bench.client, subscribe({ recurring_token: "mine" }))
    const { body } = await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)
    expect(body).not.toHaveProperty("recurring_token")
  })

  it("gives a token that charges the consumer again, as the purchase was paid", async () => {
    const { recurring_token } = await subscribed(
      { billing_address: { email: "alva@shop.example" } },
      { payment_method_category: "PAY_NOW" }
    )
    expect(
      (await bench.client.call("GET", `/customer-token/v1/tokens/${recurring_token}`)).body
    ).toMatchObject({ status: "ACTIVE", payment_method_type: "CARD" })
    const { status, body } = await charge(recurring_token, { merchant_reference1: "month-2" })
    expect([status, body.fraud_status]).toEqual([200, "ACCEPTED"])
    expect(
      (await bench.client.call("GET", `/ordermanagement/v1/orders/${body.order_id}`)).body
    ).toMatchObject({
      status: "AUTHORIZED",
      order_amount: lamps.total_amount,
      merchant_reference1: "month-2",
      billing_address: { email: "alva@shop.example" },
      initial_payment_method: { type: "CARD" },
    })
  })

  it("makes one order of one idempotency key, and two of two", async () => {
    const { recurring_token } = await subscribed()
    const key = randomUUID()
    const { body: first } = await charge(recurring_token, {}, bench.client, key)
    const { body: again } = await charge(recurring_token, { order_amount: 1 }, bench.client, key)
    const { body: next } = await charge(recurring_token)
    expect(again).toEqual(first)
    expect(next.order_id).not.toBe(first.order_id)
  })

  it("gives a token to its own merchant alone", async () => {
    const { recurring_token } = await subscribed()
    const other = createClient(bench.sandbox, basic("K-OTHER", "other"))
    expect((await charge(recurring_token, {}, other)).body.error_code).toBe("TOKEN_FORBIDDEN")
  })

  it("is not offered to be financed", async () => {
    const orderId = await createOrder(bench.client, subscribe())
    const { body: page } = await createSession(bench.client, bench.sandbox.url, orderId)
    const html = await (await fetch(page.redirect_url)).text()
    expect(html).toContain('value="PAY_NOW"')
    expect(html).not.toContain('value="PAY_OVER_TIME"')
    expect(html).not.toContain('value="DIRECT_BANK_TRANSFER"')
    expect(
      (await bench.client.consumer(page.session_id, "approve", { payment_method_category: "PAY_OVER_TIME" }))
        .status
    ).toBe(409)
  })

  it("is refused where the account has none, while other orders are taken", async () => {
    const client = createClient(bench.sandbox, basic("K-ONCE", "once"))
    expect(await client.call("POST", "/checkout/v3/orders", subscribe())).toMatchObject({
      status: 400,
      body: { error_code: "BAD_VALUE", error_messages: ["Bad value: recurring"] },
    })
    expect((await client.call("POST", "/checkout/v3/orders", order({ recurring: false }))).status).toBe(201)
  })
})
