import { createOrder, createSession, delivery, lamps, order } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

const options = [
  { id: "home", name: "Home", price: 4900, tax_amount: 980, tax_rate: 2500 },
  { id: "shop", name: "In the shop", price: 0, tax_amount: 0, tax_rate: 2500 },
]

/** The lamps alone: delivery is free there. */
const cart = {
  order_amount: 26730,
  order_tax_amount: 5346,
  order_lines: [lamps],
  purchase_currency: "SEK",
}

const orderWith = (...callbacks: string[]) =>
  createOrder(
    bench.client,
    order({
      billing_address: { city: "Lund" },
      shipping_options: options,
      merchant_reference1: "1001",
      merchant_urls: Object.fromEntries(
        callbacks.map((name) => [name, `${bench.shop.url}/${name}?id={checkout.order.id}`])
      ),
    })
  )

const change = async (orderId: string, body: Record<string, unknown>) =>
  (await bench.client.control("POST", `/orders/${orderId}/change`, body)).body

const answerWith = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  bench.shop.answerWith((_request, response) => {
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body))
  })

const asked = () => bench.shop.received.map(({ path }) => path.split("?")[0])

describe("the shop is asked", () => {
  beforeEach(() => answerWith(200, cart))

  it("about a new address, with the cart and the addresses, and its answer becomes the cart", async () => {
    const orderId = await orderWith("address_update", "country_change")
    const { denied, order: changed } = await change(orderId, {
      billing_address: { city: "Oslo", country: "NO" },
    })
    expect(denied).toBeNull()
    expect(changed).toMatchObject({ ...cart, order_lines: [lamps], billing_address: { city: "Oslo" } })
    expect(bench.shop.received.map(({ path }) => path)).toEqual([`/address_update?id=${orderId}`])
    expect(JSON.parse(bench.shop.received[0]!.body)).toMatchObject({
      order_amount: 31630,
      order_tax_amount: 6326,
      order_lines: [{ name: "Lamp" }, { name: "Standard" }],
      purchase_currency: "SEK",
      billing_address: { city: "Oslo", country: "NO" },
      merchant_reference1: "1001",
      locale: "sv-SE",
    })
  })

  it("about a new country only when the bill's changes, and only where it wants no addresses", async () => {
    const orderId = await orderWith("country_change")
    await change(orderId, { billing_address: { city: "Malmö" } })
    await change(orderId, { shipping_address: { country: "NO" } })
    expect(asked()).toEqual([])
    await change(orderId, { billing_address: { country: "NO" } })
    expect(asked()).toEqual(["/country_change"])
  })

  it("about the way of delivery, which is no line of the cart by itself", async () => {
    const orderId = await orderWith("shipping_option_update")
    const { order: changed } = await change(orderId, { selected_shipping_option: "shop" })
    expect(changed).toMatchObject({ order_amount: 26730, selected_shipping_option: { id: "shop" } })
    const silent = await orderWith()
    expect((await change(silent, { selected_shipping_option: "home" })).order).toMatchObject({
      order_amount: 31630,
      selected_shipping_option: { id: "home" },
    })
    expect(asked()).toEqual(["/shipping_option_update"])
    expect((await change(orderId, { selected_shipping_option: "drone" })).error).toMatch(/drone/)
  })

  it("about what the consumer types on a hosted page, before the purchase", async () => {
    const orderId = await orderWith("address_update")
    const { body: session } = await createSession(bench.client, bench.sandbox.url, orderId)
    await bench.client.consumer(session.session_id, "approve", { address: { city: "Visby" } })
    expect(asked()).toEqual(["/address_update"])
    const { body: paid } = await bench.client.control("GET", `/orders/${orderId}`)
    expect(paid).toMatchObject({ order_amount: 26730, shipping_address: { city: "Visby" } })
  })
})

describe("a shop that does not agree", () => {
  it.each([
    ["its sums are wrong", 200, { ...cart, order_amount: 1 }, /order_amount/],
    [
      "a line does not add up",
      200,
      { ...cart, order_lines: [{ ...lamps, total_amount: 1 }] },
      /order_lines\[0\]/,
    ],
    ["the cart is not whole", 200, { shipping_options: options }, /lacks order_amount/],
    [
      "an option has no price",
      200,
      { ...cart, shipping_options: [{ id: "x", name: "X" }] },
      /shipping_options\[0\]/,
    ],
    ["its merchant_data is too long", 200, { ...cart, merchant_data: "x".repeat(1025) }, /merchant_data/],
    ["it is no JSON", 200, "<html>", /svarade inte/],
    ["it is no 200", 500, cart, /svarade inte/],
    ["it says why", 400, { error_type: "address_error", error_text: "Not to islands" }, /^Not to islands$/],
  ])("stops the change when %s", async (_case, status, body, words) => {
    const orderId = await orderWith("address_update")
    const { body: before } = await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)
    answerWith(status, body)
    const { denied, order: after } = await change(orderId, { shipping_address: { city: "Visby" } })
    expect(denied).toMatch(words)
    expect(after).toEqual(before)
  })

  it("sends the browser where it says", async () => {
    const orderId = await orderWith("address_update")
    answerWith(303, "", { location: "/sorry" })
    const { redirect_to } = await change(orderId, { billing_address: { city: "Visby" } })
    expect(redirect_to).toBe(`${bench.shop.url}/sorry`)
  })

  it("stops it by silence as well, and the purchase on a hosted page with it", async () => {
    await bench.hurry({ cart: 1_500 })
    const orderId = await orderWith("address_update")
    bench.shop.answerWith(() => undefined)
    const { body: session } = await createSession(bench.client, bench.sandbox.url, orderId)
    const approve = () => bench.client.consumer(session.session_id, "approve", { address: { city: "Visby" } })
    expect((await approve()).body).toMatchObject({
      redirect_to: null,
      denied: "Butiken svarade inte. Försök igen.",
    })
    answerWith(200, { ...cart, order_lines: [lamps, delivery], order_amount: 31630, order_tax_amount: 6326 })
    expect((await approve()).body.status).toBe("COMPLETED")
    const { body: calls } = await bench.client.control("GET", "/callbacks?kind=address_update")
    expect(JSON.stringify(calls)).toContain("no answer within 1500 ms")
  })
})
