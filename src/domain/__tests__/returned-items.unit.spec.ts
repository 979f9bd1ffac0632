import { toKlarnaOrder } from "../klarna-order"
import { lineBalances } from "../line-balance"
import { matchOrderLines } from "../match-order-lines"
import type { MinorUnits } from "../money"
import { planReturned } from "../returned-items"
import { cart, item, shipping } from "./purchase-builder"

const bought = cart({
  items: [
    item({ id: "lamp", quantity: "3", total: "100", originalTotal: "120", taxRates: ["25"] }),
    item({ id: "book", variantSku: "book", quantity: "2", total: "50", taxRates: ["6"] }),
  ],
  shippingMethods: [shipping({ id: "sm", total: "50", taxRates: ["25"] })],
})

/** A fully captured order of which some was refunded by items. */
function source(refunded: { id: string; quantity: string }[] = []) {
  const { order_lines, order_amount } = toKlarnaOrder(bought)
  const amounts = {
    order_amount,
    captured_amount: order_amount,
    refunded_amount: 0,
    remaining_authorized_amount: 0,
  }
  const parts = [{ kind: "refund" as const, amount: 0, items: refunded }]
  return {
    kind: "refund" as const,
    lines: lineBalances(matchOrderLines(order_lines, bought), parts, amounts),
    limit: order_amount,
    currency: "sek",
  }
}

const minor = (amount: number) => amount as MinorUnits
const lamp = [{ id: "lamp", quantity: "1" }]
const book = [{ id: "book", quantity: "1" }]

describe("a refund of an amount that Medusa owes for returned goods", () => {
  it("is for the return that costs so much", () => {
    expect(planReturned(source(), [lamp, book], minor(2500))).toMatchObject({
      amount: 2500,
      items: book,
      order_lines: [{ reference: "book", quantity: 1, total_amount: 2500 }],
    })
  })

  it.each([3332, 3334])("adds up to %d although the lamp costs 33.33", (amount) => {
    const planned = planReturned(source(), [lamp], minor(amount))
    expect(planned).toMatchObject({ amount, items: lamp })
    const [line] = planned!.order_lines
    expect(line!.total_amount).toBe(amount)
    expect(line!.quantity * line!.unit_price - line!.total_discount_amount).toBe(amount)
  })

  it.each([
    ["no return costs so much", [lamp, book], 1234],
    ["nothing was returned", [], 2500],
    [
      "two different returns cost the same",
      [[{ id: "book", quantity: "2" }], [{ id: "sm", quantity: "1" }]],
      5000,
    ],
  ])("is for nothing in particular when %s", (_, candidates, amount) => {
    expect(planReturned(source(), candidates, minor(amount))).toBeUndefined()
  })

  it("is for either of two equal returns", () => {
    expect(planReturned(source(), [book, book], minor(2500))).toMatchObject({ items: book })
  })

  it("is not for goods that were refunded before", () => {
    expect(planReturned(source([{ id: "book", quantity: "2" }]), [book], minor(2500))).toBeUndefined()
  })
})
