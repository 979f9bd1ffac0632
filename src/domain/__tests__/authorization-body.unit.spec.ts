import { authorizationBody, showsAuthorization } from "../authorization-body"
import type { KlarnaOrderLine } from "../klarna-order-draft"
import type { MinorUnits } from "../money"

const line = (quantity: number, total: number) =>
  ({
    type: "physical",
    reference: "LAMP",
    name: "Lamp",
    quantity,
    unit_price: total / quantity,
    tax_rate: 2500,
    total_amount: total,
    total_tax_amount: total / 5,
    total_discount_amount: 0,
  }) as KlarnaOrderLine

const wanted = { order_amount: 20_000 as MinorUnits, order_lines: [line(2, 20_000)] }
const body = authorizationBody(wanted)

describe("whether Klarna's order has the authorization that was asked for", () => {
  it("has it by amount and lines, also when Klarna added to them", () => {
    const order_lines = wanted.order_lines.map((sent) => ({ ...sent, name: "A lamp", merchant_data: "" }))
    expect(showsAuthorization({ order_amount: 20_000, order_lines }, body)).toBe(true)
  })

  it.each([
    ["another amount", { order_amount: 10_000, order_lines: wanted.order_lines }],
    ["other lines of the same amount", { order_amount: 20_000, order_lines: [line(1, 20_000)] }],
    ["no lines, which an update without them deletes", { order_amount: 20_000, order_lines: [] }],
  ])("has it not with %s", (_, order) => {
    expect(showsAuthorization(order, body)).toBe(false)
  })
})
