import { checkOrder } from "../check-order"
import { toKlarnaOrder } from "../klarna-order"
import type { MinorUnits } from "../money"
import { toOutstandingOrder } from "../outstanding-order"
import { cart, item, shipping } from "./purchase-builder"

const mixed = toKlarnaOrder(
  cart({
    items: [
      item({ total: "250", taxTotal: "50", taxRates: ["25"] }),
      item({ id: "item_2", total: "106", taxTotal: "6", taxRates: ["6"] }),
    ],
    shippingMethods: [shipping({ total: "50", taxTotal: "10", taxRates: ["25"] })],
  })
)

describe("an order of which a part is still to be paid", () => {
  it("keeps its lines when it is to be paid whole", () => {
    expect(toOutstandingOrder(mixed, mixed.order_amount, "12")).toBe(mixed)
  })

  it("has one line per tax rate, named after the order, that add up to what is left", () => {
    const rest = toOutstandingOrder({ ...mixed, locale: "en-SE" }, 10_000 as MinorUnits, "12")
    expect(rest.order_amount).toBe(10_000)
    expect(rest.order_lines.map(({ name, tax_rate }) => [name, tax_rate])).toEqual([
      ["Order #12, remaining amount (25 %)", 2500],
      ["Order #12, remaining amount (6 %)", 600],
    ])
    expect(() => checkOrder(rest)).not.toThrow()
  })

  it("is named in the buyer's language", () => {
    const rest = toOutstandingOrder(mixed, 1 as MinorUnits, "12")
    expect(rest.order_lines[0]?.name).toContain("Order #12, återstående belopp")
  })

  it.each([0, -100])("cannot be one that asks for %d", (amount) => {
    expect(() => toOutstandingOrder(mixed, amount as MinorUnits, "12")).toThrow(/Cannot take a part/)
  })
})
