import { itemsToCapture, itemsWithoutLine, type FulfilledItem } from "../items-to-capture"
import { lineBalances, type TakenPart } from "../line-balance"
import { toKlarnaOrder } from "../klarna-order"
import { matchOrderLines } from "../match-order-lines"
import { cart, item } from "./purchase-builder"

const bought = cart({
  items: [
    item({ id: "lamp", quantity: "3", total: "300" }),
    item({ id: "course", variantSku: "course", total: "50", requiresShipping: false }),
  ],
})

function linesAfter(...captures: TakenPart["items"][]) {
  const { order_lines, order_amount } = toKlarnaOrder(bought)
  const parts = captures.map((items) => ({ kind: "capture" as const, amount: 100, items }))
  return lineBalances(matchOrderLines(order_lines, bought), parts, {
    order_amount,
    captured_amount: parts.length * 100,
    refunded_amount: 0,
    remaining_authorized_amount: order_amount - parts.length * 100,
  })
}

const lamp = (fulfilled: string, shipped: string): FulfilledItem => ({
  id: "lamp",
  fulfilled,
  shipped,
  returned: "0",
  requiresShipping: true,
})
const course = { id: "course", fulfilled: "1", shipped: "0", returned: "0", requiresShipping: false }

describe("what has left and is to be captured", () => {
  it.each([
    ["on_fulfillment", "nothing left", lamp("0", "0"), []],
    ["on_fulfillment", "two were packed", lamp("2", "0"), [{ id: "lamp", quantity: "2" }]],
    ["on_shipment", "two were packed", lamp("2", "0"), []],
    ["on_shipment", "one of two was sent", lamp("2", "1"), [{ id: "lamp", quantity: "1" }]],
    ["on_shipment", "it needs no shipping", course, [{ id: "course", quantity: "1" }]],
  ] as const)("by policy %s when %s", (policy, _, left, expected) => {
    expect(itemsToCapture(policy, [left], linesAfter())).toEqual(expected)
  })

  it("is what has not been captured before, however often it is asked", () => {
    const one = [{ id: "lamp", quantity: "1" }]
    expect(itemsToCapture("on_fulfillment", [lamp("2", "0")], linesAfter(one))).toEqual(one)
    expect(itemsToCapture("on_fulfillment", [lamp("2", "0")], linesAfter(one, one))).toEqual([])
    // A fulfilment was cancelled after its capture.
    expect(itemsToCapture("on_fulfillment", [lamp("1", "0")], linesAfter(one, one))).toEqual([])
  })

  it("is nothing for an item that Klarna's order does not have", () => {
    expect(itemsToCapture("on_fulfillment", [{ ...lamp("1", "1"), id: "added" }], linesAfter())).toEqual([])
  })
})

describe("goods that left and that Klarna's order cannot name", () => {
  const inOneSum = linesAfter()
    .map(({ mapped }) => mapped)
    .filter(({ sourceId }) => sourceId === null)
  const captured = (quantity: string): TakenPart => ({
    kind: "capture",
    amount: 100,
    items: [{ id: "lamp", quantity }],
  })

  it("are told, policy by policy", () => {
    expect(itemsWithoutLine("on_shipment", [lamp("2", "1"), course], inOneSum, [])).toEqual([
      "lamp",
      "course",
    ])
    expect(itemsWithoutLine("on_shipment", [lamp("2", "0")], inOneSum, [])).toEqual([])
    expect(itemsWithoutLine("on_fulfillment", [lamp("2", "0")], inOneSum, [])).toEqual(["lamp"])
  })

  it("are none where a line is there, a capture named them or they come back", () => {
    const lines = linesAfter().map(({ mapped }) => mapped)
    expect(itemsWithoutLine("on_fulfillment", [lamp("2", "0")], lines, [])).toEqual([])
    expect(itemsWithoutLine("on_fulfillment", [lamp("2", "0")], inOneSum, [captured("2")])).toEqual([])
    expect(itemsWithoutLine("on_fulfillment", [lamp("2", "0")], inOneSum, [captured("1")])).toEqual(["lamp"])
    const back = { ...lamp("2", "0"), returned: "1" }
    expect(itemsWithoutLine("on_fulfillment", [back], inOneSum, [captured("1")])).toEqual([])
  })
})
