import { toKlarnaOrder } from "../klarna-order"
import { matchOrderLines } from "../match-order-lines"
import type { PurchaseSource } from "../purchase-source"
import { cart, item, shipping, usCart } from "./purchase-builder"

/** Klarna's lines were made of the cart; the order has ids of its own. */
const idsOf = (bought: PurchaseSource, order: Pick<PurchaseSource, "items" | "shippingMethods">) =>
  matchOrderLines(toKlarnaOrder(bought).order_lines, order).map(({ sourceId }) => sourceId)

describe("Klarna's lines beside Medusa's order", () => {
  it("are found by SKU and shipping option, in whatever order Medusa lists them", () => {
    const lamp = item({ id: "cart_lamp", variantSku: "lamp", total: "100" })
    const book = item({ id: "cart_book", variantSku: "book", total: "50" })
    const bought = cart({ items: [lamp, book], shippingMethods: [shipping({ id: "cart_sm", total: "49" })] })
    const order = {
      items: [
        { ...book, id: "order_book" },
        { ...lamp, id: "order_lamp" },
      ],
      shippingMethods: [shipping({ id: "order_sm", total: "49" })],
    }
    expect(idsOf(bought, order)).toEqual(["order_lamp", "order_book", "order_sm"])
  })

  it("are found by name when neither SKU nor variant names an item", () => {
    const engraving = { variantSku: undefined, title: "Engraving", total: "20" }
    const wrapping = { variantSku: undefined, title: "Wrapping", total: "20" }
    const bought = cart({
      items: [item({ id: "cart_1", ...engraving }), item({ id: "cart_2", ...wrapping })],
    })
    const order = {
      items: [item({ id: "order_1", ...wrapping }), item({ id: "order_2", ...engraving })],
      shippingMethods: [],
    }
    expect(idsOf(bought, order)).toEqual(["order_2", "order_1"])
  })

  it("stand for two items of one SKU by their quantities", () => {
    const bought = cart({
      items: [
        item({ id: "cart_1", quantity: "2", total: "200" }),
        item({ id: "cart_2", quantity: "1", total: "80" }),
      ],
    })
    const order = {
      items: [
        item({ id: "order_1", quantity: "1", total: "80" }),
        item({ id: "order_2", quantity: "2", total: "200" }),
      ],
      shippingMethods: [],
    }
    expect(idsOf(bought, order)).toEqual(["order_2", "order_1"])
  })

  it("stay what was agreed to when Medusa's order shrinks", () => {
    const bought = cart({ items: [item({ quantity: "3", total: "300", taxRates: ["25"] })] })
    const returned = item({ id: "order_1", quantity: "3", returnedQuantity: "2", total: "100" })
    const [line] = matchOrderLines(toKlarnaOrder(bought).order_lines, {
      items: [returned],
      shippingMethods: [],
    })
    expect(line).toMatchObject({ sourceId: "order_1", quantity: "3", line: { total_amount: 30000 } })
  })

  it("know how much it is that Klarna cannot count", () => {
    const cloth = { variantSku: "cloth", title: "Cloth", quantity: "2.5", total: "100" }
    const [line] = matchOrderLines(toKlarnaOrder(cart({ items: [item(cloth)] })).order_lines, {
      items: [item({ id: "order_1", ...cloth })],
      shippingMethods: [],
    })
    expect(line).toMatchObject({ sourceId: "order_1", quantity: "2.5", line: { quantity: 1 } })
  })

  it("have an id of their own when they stand for nothing in Medusa", () => {
    const bought = cart({ creditLines: [{ id: "credit_1", amount: "10", reference: "gift-card" }] })
    expect(idsOf(bought, { items: [], shippingMethods: [] })).toEqual(["klarna:0", "klarna:1"])
  })

  it("share the sales tax by rate and amount, also when Medusa says nothing about the rates any more", () => {
    const bought = usCart({
      items: [item({ id: "lamp", total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] })],
      shippingMethods: [shipping({ id: "sm", total: "10", taxRates: [] })],
    })
    const weights = (order: Pick<PurchaseSource, "items" | "shippingMethods">) =>
      matchOrderLines(toKlarnaOrder(bought).order_lines, order).map(({ exactTax }) => Number(exactTax) > 0)
    expect(weights(bought)).toEqual([true, false, false])
    expect(weights({ items: [], shippingMethods: [] })).toEqual([true, true, false])
  })
})
