import { marketOf, toKlarnaOrder } from "../klarna-order"
import type { PurchaseSource } from "../purchase-source"
import { address, cart, item, shipping, thrownBy, usAddress, usCart } from "./purchase-builder"

describe("a Klarna order", () => {
  it("has market, locale, amounts, lines and both addresses", () => {
    const order = toKlarnaOrder(
      cart({ locale: "en-US", billingAddress: { ...address, company: "Firma AB" } })
    )
    expect(order).toMatchObject({
      purchase_country: "SE",
      purchase_currency: "SEK",
      locale: "en-SE",
      order_amount: 10000,
      order_tax_amount: 2000,
      billing_address: { organization_name: "Firma AB", email: "shopper@example.com", country: "SE" },
      shipping_address: { given_name: "Testperson-se", street_address: "Stårgatan 1", country: "SE" },
    })
    expect(order.shipping_address).not.toHaveProperty("organization_name")
  })

  it("bills the receiver when no billing address is given, or an empty one", () => {
    const order = toKlarnaOrder(cart({ billingAddress: { city: " " } }))
    expect(order.billing_address).toEqual(order.shipping_address)
  })

  it("goes by the billing address when nothing is shipped", () => {
    const order = toKlarnaOrder(cart({ shippingAddress: undefined, billingAddress: address }))
    expect(order).toMatchObject({ purchase_country: "SE", billing_address: { city: "Ankeborg" } })
    expect(order).not.toHaveProperty("shipping_address")
  })

  it("goes by the shipping address when they are in different countries", () => {
    const order = toKlarnaOrder(cart({ billingAddress: { ...address, countryCode: "no" } }))
    expect(order).toMatchObject({ purchase_country: "SE", billing_address: { country: "NO" } })
  })

  it("may cost nothing, paid by credit in full", () => {
    const order = toKlarnaOrder(cart({ creditLines: [{ id: "c", amount: "100" }] }))
    expect(order).toMatchObject({ order_amount: 0, order_tax_amount: 2000 })
  })

  it("is made of an order too, with what is left after returns and credits", () => {
    const order = toKlarnaOrder(
      cart({
        kind: "order",
        items: [
          item({ quantity: "3", returnedQuantity: "2", total: "33.3333333333333", taxRates: ["25"] }),
          item({ id: "item_2", quantity: "0", total: "0" }),
        ],
        shippingMethods: [shipping({ total: "49", taxRates: ["25"] })],
        creditLines: [{ id: "c", amount: "10", reference: "refund" }],
      })
    )
    expect(order.order_amount).toBe(7233)
    expect(order.order_lines.map(({ type, quantity }) => [type, quantity])).toEqual([
      ["physical", 1],
      ["shipping_fee", 1],
      ["store_credit", 1],
    ])
  })

  it("takes a company in place of a person's name", () => {
    const company = { ...address, firstName: "", lastName: undefined, company: "Firma AB" }
    expect(toKlarnaOrder(cart({ shippingAddress: company })).shipping_address?.organization_name).toBe(
      "Firma AB"
    )
  })
})

describe("what cannot become a Klarna order", () => {
  const refused: [what: string, source: PurchaseSource, error: object][] = [
    ["an empty cart", cart({ items: [] }), { code: "cart_empty" }],
    [
      "a cart of shipping alone",
      cart({ items: [], shippingMethods: [shipping({ total: "49" })] }),
      { code: "cart_empty" },
    ],
    ["a missing e-mail", cart({ email: undefined }), { code: "email_missing", details: { field: "email" } }],
    ["a blank e-mail", cart({ email: " " }), { code: "email_missing" }],
    [
      "no address at all",
      cart({ shippingAddress: undefined }),
      { code: "address_missing", details: { field: "shipping_address.country_code" } },
    ],
    [
      "an address with gaps",
      cart({ shippingAddress: { ...address, postalCode: " ", city: undefined } }),
      { code: "address_missing", details: { field: "shipping_address.postal_code, shipping_address.city" } },
    ],
    [
      "a billing address with gaps when it decides",
      cart({ shippingAddress: {}, billingAddress: { ...address, lastName: "" } }),
      { code: "address_missing", details: { field: "billing_address.last_name" } },
    ],
    [
      "a US address without its state",
      usCart({ shippingAddress: { ...usAddress, province: undefined } }),
      { code: "address_missing", details: { field: "shipping_address.province" } },
    ],
    [
      "a country Klarna does not sell in",
      cart({ currencyCode: "jpy", shippingAddress: { ...address, countryCode: "jp" } }),
      { code: "country_not_sold", message: "Klarna does not sell in JP (in JPY)" },
    ],
    [
      "a currency that is not the country's",
      cart({ currencyCode: "eur" }),
      { code: "currency_not_sold", message: "Klarna sells in SE in SEK, not in EUR" },
    ],
    [
      "a negative total",
      cart({ total: "-0.01" }),
      { code: "total_negative", details: { field: "total", actual: -1 } },
    ],
    ["a total that is no number", cart({ total: "NaN" }), { code: "amount_malformed" }],
    [
      "a line of more than Klarna takes",
      cart({ items: [item({ total: "1000000.01" })] }),
      {
        code: "limit_exceeded",
        details: {
          line: 0,
          reference: "sku-1",
          rule: "unit_price",
          expected: 100_000_000,
          actual: 100_000_001,
        },
      },
    ],
    [
      "a rate above 100 %",
      cart({ items: [item({ total: "1", taxRates: ["100.01"] })] }),
      { code: "limit_exceeded", details: { rule: "tax_rate", expected: 10_000, actual: 10_001 } },
    ],
    [
      "shipping that costs less than nothing",
      cart({ shippingMethods: [shipping({ total: "-1" })] }),
      {
        code: "sign_not_allowed",
        details: { line: 1, reference: "so_1", rule: "total_amount", actual: -100 },
      },
    ],
  ]

  it.each(refused)("%s gets a clear error", (_, source, error) => {
    expect(thrownBy(() => toKlarnaOrder(source))).toMatchObject({ name: "KlarnaMappingError", ...error })
  })

  it("is more than a thousand lines, by both numbers, before the work is done", () => {
    const items = Array.from({ length: 10_000 }, (_, index) => item({ id: `item_${index}`, total: "1" }))
    expect(thrownBy(() => toKlarnaOrder(cart({ items })))).toMatchObject({
      code: "too_many_lines",
      details: { expected: 1000, actual: 10_000 },
    })
    const withShipping = cart({ items: items.slice(0, 1000), shippingMethods: [shipping({ total: "1" })] })
    expect(thrownBy(() => toKlarnaOrder(withShipping))).toMatchObject({
      details: { expected: 1000, actual: 1001 },
    })
    expect(toKlarnaOrder(cart({ items: items.slice(0, 1000) })).order_lines).toHaveLength(1000)
  })

  it("does not name the shopper in its errors", () => {
    const error = thrownBy(() => toKlarnaOrder(cart({ shippingAddress: { ...address, city: "" } })))
    expect(JSON.stringify(error) + String(error)).not.toMatch(/Testperson|Stårgatan|shopper@/)
  })
})

describe("the market of a purchase", () => {
  it("is known before anything else is", () => {
    expect(marketOf(cart({ email: undefined, items: [] }))).toMatchObject({ country: "SE", currency: "SEK" })
  })
})
