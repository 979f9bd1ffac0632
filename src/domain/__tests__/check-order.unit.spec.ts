import { checkOrder } from "../check-order"
import { KlarnaMappingError } from "../errors"
import { type KlarnaOrderDraft, type KlarnaOrderLine, toKlarnaOrder } from "../klarna-order"
import type { MinorUnits } from "../money"
import { cart, item, thrownBy, usCart } from "./purchase-builder"

const minor = (amount: number) => amount as MinorUnits

const valid = () =>
  toKlarnaOrder(
    cart({
      items: [
        item({ quantity: "3", total: "100", taxRates: ["25"] }),
        item({ id: "item_2", variantSku: "sku-2", total: "40", taxRates: ["20"] }),
      ],
      creditLines: [{ id: "c1", amount: "10" }],
    })
  )

const us = () =>
  toKlarnaOrder(usCart({ items: [item({ total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] })] }))

/** The draft with one line changed. */
function withLine(
  draft: KlarnaOrderDraft,
  index: number,
  change: Partial<Record<keyof KlarnaOrderLine, unknown>>
) {
  const order_lines = draft.order_lines.map((line, at) => (at === index ? { ...line, ...change } : line))
  return { ...draft, order_lines } as KlarnaOrderDraft
}

describe("checking an order before it is sent", () => {
  it("accepts what the mapper makes", () => {
    expect(() => checkOrder(valid())).not.toThrow()
    expect(() => checkOrder(us())).not.toThrow()
  })

  it.each([1, 0, -1])("accepts a line's tax that is off by %d", (by) => {
    const draft = withLine(valid(), 0, { total_tax_amount: 2000 + by })
    expect(() => checkOrder({ ...draft, order_tax_amount: minor(2667 + by) })).not.toThrow()
  })

  it.each([2, -2])("refuses a line's tax that is off by %d", (by) => {
    const draft = withLine(valid(), 0, { total_tax_amount: 2000 + by })
    expect(thrownBy(() => checkOrder({ ...draft, order_tax_amount: minor(2667 + by) }))).toMatchObject({
      code: "lines_do_not_add_up",
      details: { line: 0, reference: "sku-1", rule: "total_tax_amount", expected: 2000, actual: 2000 + by },
    })
  })

  const broken: [what: string, draft: KlarnaOrderDraft, error: Record<string, unknown>][] = [
    [
      "a total that is not quantity times price less discount",
      withLine(valid(), 0, { total_amount: 10001 }),
      {
        code: "lines_do_not_add_up",
        line: 0,
        reference: "sku-1",
        rule: "total_amount",
        expected: 10000,
        actual: 10001,
      },
    ],
    [
      "tax rounded per piece (example F)",
      withLine(valid(), 0, {
        quantity: 12,
        unit_price: 199,
        total_discount_amount: 0,
        total_amount: 2388,
        total_tax_amount: 480,
      }),
      { code: "lines_do_not_add_up", rule: "total_tax_amount", expected: 478, actual: 480 },
    ],
    [
      "a discount whose tax was forgotten (example G)",
      withLine(valid(), 1, {
        type: "discount",
        unit_price: -14950,
        total_amount: -14950,
        tax_rate: 2500,
        total_tax_amount: 0,
      }),
      { code: "lines_do_not_add_up", rule: "total_tax_amount", expected: -2990, actual: 0 },
    ],
    [
      "an order tax that is not the lines' (example H)",
      { ...valid(), order_tax_amount: minor(700) },
      { code: "lines_do_not_add_up", rule: "order_tax_amount", expected: 2667, actual: 700 },
    ],
    [
      "an order amount that is not the lines'",
      { ...valid(), order_amount: minor(13001) },
      { code: "lines_do_not_add_up", rule: "order_amount", expected: 13000, actual: 13001 },
    ],
    [
      "a quantity below nothing",
      withLine(valid(), 0, { quantity: -3 }),
      { code: "sign_not_allowed", rule: "quantity" },
    ],
    [
      "a part of a piece",
      withLine(valid(), 0, { quantity: 1.5 }),
      { code: "lines_do_not_add_up", rule: "quantity" },
    ],
    [
      "a negative discount",
      withLine(valid(), 0, { total_discount_amount: -1 }),
      { code: "sign_not_allowed", rule: "total_discount_amount" },
    ],
    [
      "a negative rate",
      withLine(valid(), 0, { tax_rate: -1 }),
      { code: "sign_not_allowed", rule: "tax_rate" },
    ],
    [
      "a credit that adds",
      withLine(valid(), 2, { total_amount: 1000, unit_price: 1000 }),
      { code: "sign_not_allowed", line: 2, rule: "total_amount" },
    ],
    [
      "a credit with tax",
      withLine(valid(), 2, { tax_rate: 2500, total_tax_amount: -200 }),
      { code: "lines_do_not_add_up", rule: "tax_rate", expected: 0, actual: 2500 },
    ],
    [
      "a credit with a discount",
      withLine(valid(), 2, { total_discount_amount: 1000, unit_price: 0 }),
      { code: "sign_not_allowed", rule: "total_discount_amount" },
    ],
    [
      "shipping below nothing",
      withLine(valid(), 2, { type: "shipping_fee" }),
      { code: "sign_not_allowed", rule: "total_amount" },
    ],
    [
      "an empty name",
      withLine(valid(), 0, { name: "" }),
      { code: "limit_exceeded", rule: "name", expected: 1, actual: 0 },
    ],
    [
      "a name too long",
      withLine(valid(), 0, { name: "é".repeat(256) }),
      { code: "limit_exceeded", rule: "name", expected: 255, actual: 256 },
    ],
    [
      "a reference too long",
      withLine(valid(), 0, { reference: "r".repeat(65) }),
      { code: "limit_exceeded", rule: "reference", actual: 65 },
    ],
    [
      "a picture's address too long",
      withLine(valid(), 0, { image_url: "u".repeat(1025) }),
      { code: "limit_exceeded", rule: "image_url" },
    ],
    [
      "a page's address too long",
      withLine(valid(), 0, { product_url: "u".repeat(1025) }),
      { code: "limit_exceeded", rule: "product_url" },
    ],
    [
      "a total too large",
      withLine(valid(), 0, { total_amount: 100_000_001 }),
      { code: "limit_exceeded", rule: "total_amount" },
    ],
    [
      "sales tax outside the US",
      withLine(valid(), 1, { type: "sales_tax" }),
      { code: "lines_do_not_add_up", rule: "type" },
    ],
    ["a rate on a line in the US", withLine(us(), 0, { tax_rate: 825 }), { code: "lines_do_not_add_up" }],
    [
      "tax on a line in the US",
      withLine(us(), 0, { total_tax_amount: 1 }),
      { code: "lines_do_not_add_up", rule: "total_tax_amount", expected: 0, actual: 1 },
    ],
    [
      "an order tax in the US that is not the sales tax line",
      { ...us(), order_tax_amount: minor(0) },
      { code: "lines_do_not_add_up", rule: "order_tax_amount", expected: 825, actual: 0 },
    ],
    [
      "an order below nothing",
      { ...withLine(valid(), 2, { unit_price: -15000, total_amount: -15000 }), order_amount: minor(-1000) },
      { code: "sign_not_allowed", rule: "order_amount", actual: -1000 },
    ],
  ]

  it.each(broken)("refuses %s, naming the rule and both numbers", (_, draft, { code, ...details }) => {
    const error = thrownBy(() => checkOrder(draft))
    expect(error).toBeInstanceOf(KlarnaMappingError)
    expect(error).toMatchObject({ code, details })
    expect((error as KlarnaMappingError).details).toMatchObject({
      expected: expect.anything(),
      actual: expect.anything(),
    })
  })

  it("refuses more than a thousand lines", () => {
    const [line] = valid().order_lines
    const draft = { ...valid(), order_lines: Array<KlarnaOrderLine>(1001).fill(line!) }
    expect(thrownBy(() => checkOrder(draft))).toMatchObject({
      code: "too_many_lines",
      details: { expected: 1000, actual: 1001 },
    })
  })

  it("refuses a purchase in a market that Klarna does not have", () => {
    expect(thrownBy(() => checkOrder({ ...valid(), purchase_country: "JP" }))).toMatchObject({
      code: "country_not_sold",
    })
  })
})
