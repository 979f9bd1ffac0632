import { examinePayload, type Examined } from "../examine-payload"
import { toKlarnaOrder } from "../klarna-order"
import { cart, item } from "./purchase-builder"

type Fields = Record<string, any>

const order = (change: (order: Fields) => unknown = () => undefined): Fields => {
  const made: Fields = structuredClone(
    toKlarnaOrder(
      cart({
        items: [
          item({ quantity: "3", total: "100", taxRates: ["25"] }),
          item({ id: "item_2", variantSku: "sku-2", total: "40", taxRates: ["20"] }),
        ],
      })
    )
  )
  change(made)
  return made
}

const lineOf = (payload: Fields, index: number): Fields => payload.order_lines[index]
const examineOrder = (payload: unknown, how: Partial<Examined> = {}) =>
  examinePayload(payload, { kind: "order", ...how })

describe("examining a payload", () => {
  it("finds nothing wrong with what the mapper makes", () => {
    expect(examineOrder(order())).toEqual([])
  })

  it("finds everything that is wrong, not the first of it", () => {
    const payload = order((made) => {
      lineOf(made, 0).total_amount += 5
      lineOf(made, 1).total_tax_amount += 9
      made.order_tax_amount = 1
    })
    expect(examineOrder(payload).map(({ path, line, reference }) => [path, line, reference])).toEqual([
      ["order_lines[0].total_amount", 0, "sku-1"],
      ["order_lines[1].total_tax_amount", 1, "sku-2"],
      ["order_amount", null, null],
      ["order_tax_amount", null, null],
    ])
  })

  it("says by which rule, what was expected and what was sent", () => {
    const payload = order((made) => {
      lineOf(made, 0).total_amount += 5
      made.order_amount += 5
    })
    expect(examineOrder(payload)).toEqual([
      {
        path: "order_lines[0].total_amount",
        line: 0,
        reference: "sku-1",
        rule: "quantity * unit_price - total_discount_amount",
        expected: 10000,
        sent: 10005,
        named_by_klarna: false,
      },
    ])
  })

  it.each<[string, unknown, string]>([
    ["nothing at all", undefined, ""],
    ["a text", "order", ""],
    ["a list", [], ""],
    ["no lines", order((made) => delete made.order_lines), "order_lines"],
    ["lines that are no list", order((made) => (made.order_lines = {})), "order_lines"],
    ["a line that is none", order((made) => (made.order_lines[1] = null)), "order_lines[1]"],
    ["an amount with decimals", order((made) => (made.order_amount = 140.5)), "order_amount"],
    ["an amount as text", order((made) => (made.order_amount = "14000")), "order_amount"],
    ["a quantity as text", order((made) => (lineOf(made, 0).quantity = "3")), "order_lines[0].quantity"],
    ["no name", order((made) => delete lineOf(made, 0).name), "order_lines[0].name"],
    ["an unknown type", order((made) => (lineOf(made, 0).type = "service")), "order_lines[0].type"],
    ["a return fee", order((made) => (lineOf(made, 0).type = "return_fee")), "order_lines[0].type"],
    ["another currency", order((made) => (made.purchase_currency = "NOK")), "purchase_currency"],
  ])("names the field for %s", (_, payload, path) => {
    expect(examineOrder(payload).map((finding) => finding.path)).toEqual([path])
  })

  it("takes lines without tax fields, as Klarna Payments does", () => {
    const line = { name: "Lamp", quantity: 2, unit_price: 500, total_amount: 1000 }
    expect(examineOrder({ order_amount: 1000, order_lines: [line] })).toEqual([])
  })

  it("compares the lines of captures and refunds with their amounts, and takes amounts alone", () => {
    const { order_lines } = order()
    const capture = { captured_amount: 13999, order_lines }
    expect(examinePayload(capture, { kind: "capture" })).toMatchObject([
      { path: "captured_amount", expected: 14000, sent: 13999 },
    ])
    expect(examinePayload({ captured_amount: 500 }, { kind: "capture" })).toEqual([])
    expect(examinePayload({ refunded_amount: 14000, order_lines }, { kind: "refund" })).toEqual([])
  })

  it("knows where a return fee may be kept", () => {
    const fee = { type: "return_fee", name: "Fee", quantity: 1, unit_price: -500, total_amount: -500 }
    const payload = { refunded_amount: 13500, order_lines: [...order().order_lines, fee] }
    expect(examinePayload(payload, { kind: "refund", country: "SE" })).toEqual([])
    expect(examinePayload(payload, { kind: "refund", country: "CH" })).toMatchObject([
      { path: "order_lines[2].type", line: 2, sent: "CH" },
    ])
  })

  it("keeps tax apart in the US", () => {
    const taxed = { name: "Lamp", quantity: 1, unit_price: 1000, total_amount: 1000, tax_rate: 800 }
    const payload = { order_amount: 1000, order_lines: [{ ...taxed, total_tax_amount: 74 }] }
    expect(examineOrder(payload)).toEqual([])
    expect(examineOrder(payload, { country: "US" }).map(({ path }) => path)).toEqual([
      "order_lines[0].tax_rate",
      "order_lines[0].total_tax_amount",
    ])
  })

  it("marks what Klarna named, and tells in its words what we see nothing wrong with", () => {
    const payload = order((made) => {
      lineOf(made, 1).total_tax_amount += 9
      made.order_tax_amount += 9
      made.billing_address = { email: "nobody@example" }
    })
    const messages = [
      "Bad value: order_lines[1].total_tax_amount",
      "Bad value: billing_address.email",
      "Bad value: locale",
      "The account is closed",
    ]
    const findings = examineOrder(payload, { messages })
    expect(findings).toMatchObject([
      { path: "order_lines[1].total_tax_amount", line: 1, named_by_klarna: true },
      { path: "billing_address.email", rule: "Bad value: billing_address.email", sent: "(not shown)" },
      { path: "locale", rule: "Bad value: locale", sent: "sv-SE" },
      { path: "", rule: "The account is closed", sent: null },
    ])
    expect(JSON.stringify(findings)).not.toContain("nobody@example")
  })

  it("understands Kustom's sentence about a tax", () => {
    const payload = order((made) => (lineOf(made, 1).total_tax_amount += 9))
    const messages = [
      "order_lines[1].total_tax_amount differs from the calculated value [667] by more than [1]",
    ]
    const named = examineOrder(payload, { messages }).filter((finding) => finding.named_by_klarna)
    expect(named).toMatchObject([{ path: "order_lines[1].total_tax_amount", expected: 667, sent: 676 }])
  })
})
