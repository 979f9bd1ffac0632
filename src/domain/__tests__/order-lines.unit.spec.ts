import { spreadOverQuantity, taxWithin } from "../line-arithmetic"
import { requireMarket } from "../markets"
import type { MinorUnits } from "../money"
import { toOrderLines } from "../order-lines"
import { toKlarnaOrder } from "../klarna-order"
import { cart, item, shipping, usCart } from "./purchase-builder"

const minor = (amount: number) => amount as MinorUnits

describe("the vendor's worked examples", () => {
  it("A: a discount stays on its line, shipping is a line of its own", () => {
    const order = toKlarnaOrder(
      cart({
        items: [
          item({
            quantity: "3",
            originalTotal: "297",
            total: "267.30",
            originalTaxTotal: "59.4",
            taxTotal: "53.46",
            taxRates: ["25"],
          }),
        ],
        shippingMethods: [shipping({ total: "49", taxTotal: "9.8", taxRates: ["25"] })],
      })
    )
    expect(order).toMatchObject({ order_amount: 31630, order_tax_amount: 6326 })
    expect(order.order_lines).toEqual([
      {
        type: "physical",
        reference: "sku-1",
        name: "Lamp",
        quantity: 3,
        unit_price: 9900,
        tax_rate: 2500,
        total_discount_amount: 2970,
        total_amount: 26730,
        total_tax_amount: 5346,
      },
      {
        type: "shipping_fee",
        reference: "so_1",
        name: "Standard",
        quantity: 1,
        unit_price: 4900,
        tax_rate: 2500,
        total_discount_amount: 0,
        total_amount: 4900,
        total_tax_amount: 980,
      },
    ])
  })

  it("B: 10 % off an order of two rates takes the tax of each rate off with it", () => {
    const order = toKlarnaOrder(
      cart({
        items: [
          item({ originalTotal: "199", total: "179.1", taxRates: ["25"] }),
          item({ id: "item_2", originalTotal: "120", total: "108", taxRates: ["6"] }),
        ],
      })
    )
    // The vendor shows the discounts as lines: 3980 - 398 and 679 - 68. On the line itself nothing is lost by rounding twice.
    expect(order).toMatchObject({ order_amount: 28710, order_tax_amount: 3582 + 611 })
    expect(order.order_lines.map((line) => [line.total_discount_amount, line.total_tax_amount])).toEqual([
      [1990, 3582],
      [1200, 611],
    ])
  })

  it("C: a gift card pays, so the tax stays on the goods", () => {
    const order = toKlarnaOrder(
      cart({
        items: [item({ total: "199", taxRates: ["25"] })],
        creditLines: [{ id: "credit_1", amount: "50", reference: "gift-card", referenceId: "gc_1" }],
      })
    )
    expect(order).toMatchObject({ order_amount: 14900, order_tax_amount: 3980 })
    expect(order.order_lines[1]).toEqual({
      type: "gift_card",
      reference: "gc_1",
      name: "Gift card",
      quantity: 1,
      unit_price: -5000,
      tax_rate: 0,
      total_discount_amount: 0,
      total_amount: -5000,
      total_tax_amount: 0,
    })
  })

  it("D: in the US lines are net and the tax is a line, counted once", () => {
    const order = toKlarnaOrder(
      usCart({
        items: [item({ quantity: "2", total: "64.93", taxTotal: "4.95", taxRates: ["8.25"] })],
        shippingMethods: [shipping({ total: "6.49", taxTotal: "0.5", taxRates: ["8.25"] })],
      })
    )
    expect(order).toMatchObject({ order_amount: 7142, order_tax_amount: 545 })
    expect(order.order_lines).toMatchObject([
      {
        type: "physical",
        quantity: 2,
        unit_price: 2999,
        total_amount: 5998,
        tax_rate: 0,
        total_tax_amount: 0,
      },
      { type: "shipping_fee", unit_price: 599, total_amount: 599, tax_rate: 0, total_tax_amount: 0 },
      {
        type: "sales_tax",
        quantity: 1,
        unit_price: 545,
        total_amount: 545,
        tax_rate: 0,
        total_tax_amount: 0,
      },
    ])
  })

  it("E: a total that does not divide is spread with the surplus as discount", () => {
    const [line] = toOrderLines(
      cart({ items: [item({ quantity: "3", total: "100", taxRates: ["25"] })] }),
      requireMarket("SE", "SEK")
    )
    expect(line).toMatchObject({
      quantity: 3,
      unit_price: 3334,
      total_discount_amount: 2,
      total_amount: 10000,
      total_tax_amount: 2000,
    })
  })

  it("F: tax is of the line, not twelve times the tax of one", () => {
    const [line] = toOrderLines(
      cart({ items: [item({ quantity: "12", total: "23.88", taxRates: ["25"] })] }),
      requireMarket("SE", "SEK")
    )
    expect(line).toMatchObject({ unit_price: 199, total_amount: 2388, total_tax_amount: 478 })
  })

  it("G: what is taken off an untaxed item takes off no tax", () => {
    const [line] = toOrderLines(
      cart({ items: [item({ originalTotal: "299", total: "149.5", taxRates: ["0"] })] }),
      requireMarket("SE", "SEK")
    )
    expect(line).toMatchObject({ tax_rate: 0, total_discount_amount: 14950, total_tax_amount: 0 })
  })

  it("H: the order's tax is the sum of its lines' tax, whatever Medusa's own tax says", () => {
    const order = toKlarnaOrder(cart({ items: [item({ total: "40", taxRates: ["20"] })], taxTotal: "7.00" }))
    expect(order.order_tax_amount).toBe(667)
  })
})

describe("the measured carts", () => {
  it("map from Sweden with 25 % included", () => {
    const order = toKlarnaOrder(
      cart({
        items: [
          item({
            quantity: "3",
            total: "539.73",
            originalTotal: "599.7",
            taxTotal: "107.946",
            originalTaxTotal: "119.94",
            taxRates: ["25"],
          }),
          item({ id: "item_2", variantSku: "sku-2", total: "89.1", originalTotal: "99", taxRates: ["25"] }),
        ],
        shippingMethods: [
          shipping({ total: "24.5", originalTotal: "49", taxTotal: "4.9", taxRates: ["25"] }),
        ],
        total: "653.33",
        taxTotal: "130.666",
      })
    )
    expect(order).toMatchObject({ order_amount: 65333, order_tax_amount: 10795 + 1782 + 490 })
    expect(order.order_lines).toMatchObject([
      {
        quantity: 3,
        unit_price: 19990,
        total_discount_amount: 5997,
        total_amount: 53973,
        total_tax_amount: 10795,
      },
      {
        quantity: 1,
        unit_price: 9900,
        total_discount_amount: 990,
        total_amount: 8910,
        total_tax_amount: 1782,
      },
      { type: "shipping_fee", unit_price: 4900, total_discount_amount: 2450, total_amount: 2450 },
    ])
  })

  it("map from the US with 8.25 % on top, up to seven decimals", () => {
    const order = toKlarnaOrder(
      usCart({
        items: [
          item({
            quantity: "3",
            total: "58.4257725",
            originalTotal: "64.917525",
            taxTotal: "4.4527725",
            originalTaxTotal: "4.947525",
            taxRates: ["8.25"],
          }),
          item({
            id: "item_2",
            variantSku: "sku-2",
            total: "9.7522425",
            originalTotal: "10.835825",
            taxTotal: "0.7432425",
            originalTaxTotal: "0.825825",
            taxRates: ["8.25"],
          }),
        ],
        shippingMethods: [
          shipping({
            total: "5.4070875",
            originalTotal: "10.814175",
            taxTotal: "0.4120875",
            originalTaxTotal: "0.824175",
            taxRates: ["8.25"],
          }),
        ],
        total: "73.5851025",
        taxTotal: "5.6081025",
      })
    )
    expect(order).toMatchObject({ order_amount: 7359, order_tax_amount: 561 })
    expect(order.order_lines).toMatchObject([
      { quantity: 3, unit_price: 1999, total_discount_amount: 600, total_amount: 5397 },
      { quantity: 1, unit_price: 1001, total_discount_amount: 100, total_amount: 901 },
      { type: "shipping_fee", unit_price: 999, total_discount_amount: 499, total_amount: 500 },
      { type: "sales_tax", total_amount: 561 },
    ])
  })

  it("reconcile 20 kronor off the order, which Medusa spreads to thirteen decimals", () => {
    const order = toKlarnaOrder(
      cart({
        items: [
          item({ quantity: "3", total: "578.2422928295406", originalTotal: "599.7", taxRates: ["25"] }),
          item({ id: "item_2", total: "95.4577071704594", originalTotal: "99", taxRates: ["25"] }),
        ],
        shippingMethods: [shipping({ total: "49", taxRates: ["25"] })],
        total: "722.70",
      })
    )
    expect(order.order_amount).toBe(72270)
    expect(order.order_lines.map(({ total_amount }) => total_amount)).toEqual([57824, 9546, 4900])
  })
})

describe("spreading a total over a quantity", () => {
  it.each([
    [10000, 3, 3334, 2],
    [0, 5, 0, 0],
    [1, 1000, 1, 999],
    [-1000, 3, -333, 1],
    [-1, 2, 0, 1],
  ])("of %d over %d gives %d each less %d", (total, quantity, unit_price, total_discount_amount) => {
    expect(spreadOverQuantity(minor(total), quantity)).toEqual({
      quantity,
      unit_price,
      total_discount_amount,
      total_amount: total,
    })
  })

  it("shows the price before discount and never a negative discount", () => {
    expect(spreadOverQuantity(minor(900), 1, minor(1000))).toMatchObject({
      unit_price: 1000,
      total_discount_amount: 100,
    })
    expect(spreadOverQuantity(minor(1000), 1, minor(900))).toMatchObject({
      unit_price: 1000,
      total_discount_amount: 0,
    })
  })
})

describe("tax within an amount", () => {
  it.each([
    [26730, 2500, 5346],
    [12000, 600, 679],
    [-1990, 2500, -398],
    [-1200, 600, -68],
    [50000, 1000, 4545], // not 10 % of 50000
    [0, 2500, 0],
    [-1, 100, 0],
    [3, 10000, 2], // half away from zero
    [-3, 10000, -2],
    [100_000_000, 10_000, 50_000_000],
  ])("of %d at %d is %d", (total, rate, tax) => {
    expect(taxWithin(minor(total), rate)).toBe(tax)
  })
})
