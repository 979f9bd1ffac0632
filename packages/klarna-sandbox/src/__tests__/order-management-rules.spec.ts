import { createOrder, createSession, order, orderOf, paidOrder } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const DAY = 86_400_000
const bench = withSandbox()

const om = (orderId: string, rest = "") => `/ordermanagement/v1/orders/${orderId}${rest}`
const read = async (orderId: string) => (await bench.client.call("GET", om(orderId))).body

const refused = (code: string, message: RegExp) => ({
  status: 403,
  body: { error_code: code, error_messages: [expect.stringMatching(message)] },
})

describe("a higher authorization", () => {
  /** Paid in this way. @returns the answer to one more crown */
  async function increase(category: string, country: string, currency: string, email = "alva@shop.example") {
    const orderId = await createOrder(
      bench.client,
      order({ purchase_country: country, purchase_currency: currency, billing_address: { email } })
    )
    const { body: page } = await createSession(bench.client, bench.sandbox.url, orderId)
    await bench.client.consumer(page.session_id, "approve", { payment_method_category: category })
    const answer = await bench.client.call("PATCH", om(orderId, "/authorization"), { order_amount: 31730 })
    return { answer, amount: (await read(orderId)).order_amount }
  }

  it.each([
    ["PAY_LATER", "SE", "SEK"],
    ["PAY_OVER_TIME", "SE", "SEK"],
    ["DIRECT_DEBIT", "DE", "EUR"],
  ])("is possible with %s in %s", async (category, country, currency) => {
    const { answer, amount } = await increase(category, country, currency)
    expect([answer.status, amount]).toEqual([204, 31730])
  })

  it.each([
    ["PAY_NOW", "SE", "SEK"],
    ["DIRECT_BANK_TRANSFER", "SE", "SEK"],
    ["PAY_OVER_TIME", "GB", "GBP"],
  ])("is refused with %s in %s, and the old amount stays", async (category, country, currency) => {
    const { answer, amount } = await increase(category, country, currency)
    expect(answer).toMatchObject(refused("NOT_ALLOWED", /cannot be increased/))
    expect(amount).toBe(31630)
  })

  it("is refused where the risk is", async () => {
    const { answer, amount } = await increase("PAY_LATER", "SE", "SEK", "alva+denied@shop.example")
    expect(answer).toMatchObject(refused("NOT_ALLOWED", /cannot be increased/))
    expect(amount).toBe(31630)
  })
})

describe("the way of delivery that was chosen", () => {
  it("is told in Order Management's own words", async () => {
    const option = {
      id: "box",
      name: "Locker",
      price: 0,
      tax_amount: 0,
      tax_rate: 0,
      shipping_method: "PickUpPoint",
      tms_reference: "tms-1",
      selected_addons: [{ type: "sms", price: 0 }],
      delivery_details: {
        carrier: "Budbil",
        class: "standard",
        product: { name: "Locker", identifier: "L1" },
        timeslot: { id: "t", start: "10:00", end: "12:00" },
        pickup_location: { id: "p", name: "Station", address: { street_address: "Spår 1", country: "SE" } },
      },
    }
    const id = await paidOrder(bench.client, { shipping_options: [option], selected_shipping_option: option })
    expect((await read(id)).selected_shipping_option).toEqual({
      id: "box",
      name: "Locker",
      price: 0,
      tax_amount: 0,
      tax_rate: 0,
      tms_reference: "tms-1",
      selected_addons: [{ type: "sms", price: 0 }],
      method: "PickUpPoint",
      carrier: "Budbil",
      class: "standard",
      carrier_product: { name: "Locker", identifier: "L1" },
      timeslot: { id: "t", start: "10:00", end: "12:00" },
      location: { id: "p", name: "Station", address: { street_address: "Spår 1", country: "SE" } },
    })
  })
})

describe("an order of long ago", () => {
  it("is not found after three years", async () => {
    const id = await paidOrder(bench.client)
    await bench.sandbox.advance(3 * 365 * DAY)
    expect((await bench.client.call("GET", om(id))).status).toBe(200)
    await bench.sandbox.advance(1)
    expect(await bench.client.call("GET", om(id))).toMatchObject({ status: 404 })
  })
})

describe("a reservation", () => {
  it.each([
    ["PAY_NOW", "SE", "SEK"],
    ["PAY_OVER_TIME", "US", "USD"],
  ])("cannot be put off when paid with %s in %s", async (payment_method_category, country, currency) => {
    const line = {
      name: "Lamp",
      quantity: 1,
      unit_price: 1000,
      tax_rate: 0,
      total_tax_amount: 0,
      total_amount: 1000,
    }
    const id = await createOrder(
      bench.client,
      orderOf([line], { purchase_country: country, purchase_currency: currency })
    )
    const { body: page } = await createSession(bench.client, bench.sandbox.url, id)
    await bench.client.consumer(page.session_id, "approve", { payment_method_category })
    const { expires_at } = await read(id)
    await bench.sandbox.advance(DAY)
    expect(await bench.client.call("POST", om(id, "/extend-authorization-time"))).toMatchObject(
      refused("NOT_ALLOWED", /cannot wait/)
    )
    expect((await read(id)).expires_at).toBe(expires_at)
  })
})
