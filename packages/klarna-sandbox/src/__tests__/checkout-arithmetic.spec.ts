import { delivery, lamps, order, orderOf } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

const line = (changes: Record<string, unknown>) => ({
  name: "Thing",
  quantity: 1,
  unit_price: 10000,
  tax_rate: 2500,
  total_amount: 10000,
  total_tax_amount: 2000,
  ...changes,
})

const create = (body: unknown) => bench.client.call("POST", "/checkout/v3/orders", body)

describe("an order whose amounts add up", () => {
  it.each([
    ["a line discount and shipping", [lamps, delivery]],
    [
      "two rates and a discount line for each",
      [
        line({ unit_price: 19900, total_amount: 19900, total_tax_amount: 3980 }),
        line({ unit_price: 12000, total_amount: 12000, tax_rate: 600, total_tax_amount: 679 }),
        line({ type: "discount", unit_price: -1990, total_amount: -1990, total_tax_amount: -398 }),
        line({
          type: "discount",
          unit_price: -1200,
          total_amount: -1200,
          tax_rate: 600,
          total_tax_amount: -68,
        }),
      ],
    ],
    [
      "a gift card",
      [
        line({ unit_price: 19900, total_amount: 19900, total_tax_amount: 3980 }),
        line({ type: "gift_card", unit_price: -5000, total_amount: -5000, tax_rate: 0, total_tax_amount: 0 }),
      ],
    ],
    ["an indivisible price", [line({ quantity: 3, unit_price: 3334, total_discount_amount: 2 })]],
    [
      "ten percent",
      [line({ quantity: 5, unit_price: 10000, tax_rate: 1000, total_amount: 50000, total_tax_amount: 4545 })],
    ],
    ["tax one unit too low", [line({ total_tax_amount: 1999 })]],
    ["tax one unit too high", [line({ total_tax_amount: 2001 })]],
    ["nothing to pay", [line({ unit_price: 0, total_amount: 0, total_tax_amount: 0 })]],
  ])("is accepted with %s", async (_what, lines) => {
    expect((await create(orderOf(lines))).status).toBe(201)
  })

  it("is accepted in the US with the tax as a line of its own", async () => {
    const untaxed = { tax_rate: 0, total_tax_amount: 0 }
    const american = order({
      purchase_country: "US",
      purchase_currency: "USD",
      locale: "en-US",
      order_amount: 7142,
      order_tax_amount: 545,
      order_lines: [
        line({ ...untaxed, quantity: 2, unit_price: 2999, total_amount: 5998 }),
        line({ ...untaxed, type: "shipping_fee", unit_price: 599, total_amount: 599 }),
        line({ ...untaxed, type: "sales_tax", unit_price: 545, total_amount: 545 }),
      ],
    })
    expect((await create(american)).status).toBe(201)
    expect((await create({ ...american, order_tax_amount: 0 })).body.error_messages).toEqual([
      "Bad value: order_tax_amount",
    ])
  })
})

describe("an order that does not add up", () => {
  it.each([
    [
      "tax rounded per piece",
      orderOf([line({ quantity: 12, unit_price: 199, total_amount: 2388, total_tax_amount: 480 })]),
      ["Bad value: order_lines[0].total_tax_amount differs from the calculated value [478] by more than [1]"],
    ],
    [
      "a discount with a rate but no tax",
      orderOf([
        lamps,
        line({ type: "discount", unit_price: -14950, total_amount: -14950, total_tax_amount: 0 }),
      ]),
      [
        "Bad value: order_lines[1].total_tax_amount differs from the calculated value [-2990] by more than [1]",
      ],
    ],
    [
      "an order tax that is not the sum",
      order({
        order_lines: [line({ unit_price: 4000, tax_rate: 2000, total_amount: 4000, total_tax_amount: 666 })],
        order_amount: 4000,
        order_tax_amount: 700,
      }),
      ["Bad value: order_tax_amount"],
    ],
    ["an order amount that is not the sum", order({ order_amount: 31631 }), ["Bad value: order_amount"]],
    [
      "a line total that is not its product",
      orderOf([line({ quantity: 2 })]),
      ["Bad value: order_lines[0].total_amount"],
    ],
    [
      "a gift card that adds instead of taking",
      orderOf([line({ type: "gift_card", tax_rate: 0, total_tax_amount: 0 })]),
      ["Bad value: order_lines[0].total_amount"],
    ],
  ])("is refused for %s", async (_what, body, messages) => {
    expect(await create(body)).toMatchObject({
      status: 400,
      body: { error_code: "BAD_VALUE", error_messages: messages },
    })
  })

  it("is told every problem at once, with a correlation id in header and body", async () => {
    const { merchant_urls: _, ...withoutUrls } = order({
      order_amount: 1,
      order_tax_amount: 2,
      locale: "swedish",
    })
    const answer = await create(withoutUrls)
    expect(answer.body.error_messages.sort()).toEqual([
      "Bad value: locale",
      "Bad value: merchant_urls",
      "Bad value: order_amount",
      "Bad value: order_tax_amount",
    ])
    expect(answer.body.correlation_id).toBe(answer.headers.get("klarna-correlation-id"))
  })
})

const reduction = (changes: Record<string, unknown>) => ({
  name: "Summer",
  quantity: 1,
  unit_price: -1000,
  tax_rate: 2500,
  total_amount: -1000,
  total_tax_amount: -200,
  ...changes,
})

describe("limits of an order", () => {
  it.each([
    ["a rate over 100 %", { order_lines: [line({ tax_rate: 10001 })] }, "order_lines[0].tax_rate"],
    ["a fractional quantity", { order_lines: [line({ quantity: 1.5 })] }, "order_lines[0].quantity"],
    ["a missing tax rate", { order_lines: [line({ tax_rate: undefined })] }, "order_lines[0].tax_rate"],
    ["an empty name", { order_lines: [line({ name: "" })] }, "order_lines[0].name"],
    [
      "a reference of 256 characters",
      { order_lines: [line({ reference: "x".repeat(256) })] },
      "order_lines[0].reference",
    ],
    [
      "a price over 1,000,000.00",
      { order_lines: [line({ unit_price: 100_000_001 })] },
      "order_lines[0].unit_price",
    ],
    ["1001 lines", { order_lines: Array.from({ length: 1001 }, () => line({})) }, "order_lines"],
    ["no lines at all", { order_lines: undefined }, "order_lines"],
    ["a negative amount", { order_amount: -1 }, "order_amount"],
    ["an unknown type", { order_lines: [line({ type: "return_fee" })] }, "order_lines[0].type"],
    ["an address that is no e-mail", { billing_address: { email: "nobody" } }, "billing_address.email"],
    ["a country name", { purchase_country: "Sweden" }, "purchase_country"],
    ["a chosen delivery without a price", { selected_shipping_option: {} }, "selected_shipping_option.id"],
    ["a channel in lower case", { options: { acquiring_channel: "in_store" } }, "options.acquiring_channel"],
    ["merchant data over 6000", { merchant_data: "x".repeat(6001) }, "merchant_data"],
    [
      "a picture of another checkout that is missing",
      { external_checkouts: [{ name: "Other", redirect_url: "https://other.example" }] },
      "external_checkouts[0].image_url",
    ],
    [
      "a weight that is no whole number of grams",
      { order_lines: [line({ shipping_attributes: { weight: 1.5 } })] },
      "order_lines[0].shipping_attributes.weight",
    ],
    [
      "a reduction that adds",
      { discount_lines: [reduction({ unit_price: 1 })] },
      "discount_lines[0].unit_price",
    ],
    [
      "a reduction that does not multiply",
      { discount_lines: [reduction({ total_amount: -1 })] },
      "discount_lines[0].total_amount",
    ],
    [
      "a checkbox without an id",
      { options: { additional_checkboxes: [{ text: "News", checked: false, required: false }] } },
      "options.additional_checkboxes[0].id",
    ],
    [
      "an addon without a price",
      {
        shipping_options: [
          { id: "x", name: "X", price: 0, tax_amount: 0, tax_rate: 0, selected_addons: [{ type: "sms" }] },
        ],
      },
      "shipping_options[0].selected_addons[0].price",
    ],
    [
      "a street twice",
      { billing_address: { country: "DE", street_name: "A", street_address: "A 1" } },
      "billing_address.street_name",
    ],
  ])("refuse %s", async (_what, changes, path) => {
    const { status, body } = await create(order(changes))
    expect(status).toBe(400)
    expect(body.error_messages).toContain(`Bad value: ${path}`)
  })

  it("leave room for everything a shop may say", async () => {
    const changes = {
      discount_lines: [reduction({})],
      options: { confirmation_page_upsell: true, verify_national_identification_number: false },
      order_lines: [
        line({ shipping_attributes: { weight: 900, dimensions: { height: 1 }, tags: ["bulky"] } }),
      ],
    }
    const { status, body } = await create(orderOf(changes.order_lines, changes))
    expect(status).toBe(201)
    expect(body).toMatchObject(changes)
  })

  it("count characters by code points", async () => {
    expect((await create(orderOf([line({ reference: "😀".repeat(255) })]))).status).toBe(201)
  })

  it("name the currencies of the account", async () => {
    const { body } = await create(order({ purchase_country: "NO", purchase_currency: "JPY" }))
    expect(body.error_messages[0]).toMatch(
      /^Bad value: purchase_currency \(order billing country is: NO, configured currencies are: AUD, .*USD\)$/
    )
  })

  it.each([
    ["terms", "ftp://shop.example", "merchant_urls.terms (must be a valid http or https URI)"],
    ["validation", "http://shop.example/v", "merchant_urls.validation (must be a valid https URI)"],
    ["push", "https://shop.example/thanks?id={checkout.order.id}", "merchant_urls.push"],
    ["checkout", `https://shop.example/${"x".repeat(2000)}`, "merchant_urls.checkout"],
  ])("refuse the address %s %.40s", async (name, url, message) => {
    const { body } = await create(order({ merchant_urls: { [name]: url } }))
    expect(body.error_messages).toEqual([`Bad value: ${message}`])
  })

  it("refuse bodies that are not JSON objects, and bodies over 1 MB", async () => {
    expect(await create("{")).toMatchObject({ status: 400, body: { error_code: "BAD_REQUEST" } })
    expect(await create("[]")).toMatchObject({ status: 400, body: { error_code: "BAD_REQUEST" } })
    expect(await create("x".repeat(1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { error_code: "REQUEST_TOO_LARGE" },
    })
  })
})
