import type { SourceItem } from "../purchase-source"
import type { Market } from "../markets"
import { requireMarket } from "../markets"
import { mapOrderLines, toOrderLines } from "../order-lines"
import { cart, item, shipping, thrownBy, usCart } from "./purchase-builder"

const se = requireMarket("SE", "SEK")
const linesOf = (input: Parameters<typeof cart>[0], market: Market = se) => toOrderLines(cart(input), market)
const lineOf = (input: Partial<SourceItem> = {}) =>
  linesOf({ items: [item({ total: "100", taxRates: ["25"], ...input })] })[0]

describe("what a line is called", () => {
  it("is product and variant", () => {
    expect(lineOf({ title: "T-shirt", variantTitle: "L / Black" })?.name).toBe("T-shirt, L / Black")
  })

  it.each(["Default variant", "default", "Default Title", "T-shirt", " "])(
    "leaves out a variant named %j",
    (variantTitle) => {
      expect(lineOf({ title: "T-shirt", variantTitle })?.name).toBe("T-shirt")
    }
  )

  it.each([
    [{ title: " ", productTitle: "Lamp" }, "Lamp"],
    [{ title: "", variantTitle: "Large" }, "Large"],
    [{ title: "", variantSku: "sku-7" }, "sku-7"],
    [{ title: "", variantSku: "" }, "Item"],
    [{ title: "Two\n  lines\t" }, "Two lines"],
  ])("of %j is %j: never empty, on one line", (input, name) => {
    expect(lineOf(input)?.name).toBe(name)
  })

  it("is cut at 255 code points, never in the middle of a character", () => {
    const name = lineOf({ title: "😀".repeat(300) })?.name ?? ""
    expect([...name]).toHaveLength(255)
    expect(name).toBe("😀".repeat(255))
  })

  it("is cut behind the amount of what cannot be counted", () => {
    const name = lineOf({ title: "x".repeat(300), quantity: "2.5" })?.name ?? ""
    expect(name).toHaveLength(255)
    expect(name.startsWith("2.5 × xxx")).toBe(true)
  })
})

describe("a line's reference", () => {
  it.each([
    [{ variantSku: "sku-9" }, "sku-9"],
    [{ variantSku: " ", variantId: "variant_9" }, "variant_9"],
    [{ variantSku: undefined, variantId: undefined }, "item_1"], // the variant was deleted, or there never was one
  ])("of %j is %s", (input, reference) => {
    expect(lineOf(input)?.reference).toBe(reference)
  })

  it("is cut at 64 code points", () => {
    expect(lineOf({ variantSku: "𝒜".repeat(65) })?.reference).toBe("𝒜".repeat(64))
  })
})

describe("a line's pictures and pages", () => {
  it("are sent when they are http addresses of a length Klarna takes", () => {
    expect(
      lineOf({ thumbnail: "https://shop.example/a b.jpg", productUrl: "http://localhost:8000/p" })
    ).toMatchObject({
      image_url: "https://shop.example/a%20b.jpg",
      product_url: "http://localhost:8000/p",
    })
  })

  it.each([
    "/relative.jpg",
    "data:image/png;base64,AAAA",
    "javascript:alert(1)",
    "",
    `https://shop.example/${"a".repeat(1010)}`,
  ])("are left out when Klarna would refuse the order for them: %.30s", (url) => {
    const line = lineOf({ thumbnail: url, productUrl: url })
    expect(line).not.toHaveProperty("image_url")
    expect(line).not.toHaveProperty("product_url")
  })
})

describe("what kind of line it is", () => {
  it.each([
    [{ requiresShipping: true }, "physical"],
    [{ requiresShipping: false }, "digital"],
    [{ requiresShipping: false, isGiftcard: true }, "digital"], // a bought gift card is goods
  ])("of %j is %s", (input, type) => {
    expect(lineOf(input)?.type).toBe(type)
  })

  it("of a credit says whether a gift card or the shop pays", () => {
    const credits = linesOf({
      creditLines: [
        { id: "c1", amount: "10", reference: "gift_card", referenceId: "gc" },
        { id: "c2", amount: "5", reference: "loyalty" },
        { id: "c3", amount: "0" },
      ],
    }).slice(1)
    expect(credits).toMatchObject([
      {
        type: "gift_card",
        reference: "gc",
        total_amount: -1000,
        unit_price: -1000,
        tax_rate: 0,
        total_tax_amount: 0,
      },
      { type: "store_credit", reference: "loyalty", total_amount: -500 },
    ])
  })

  it("of a negative credit, where an order owes more, is a surcharge", () => {
    const source = cart({ kind: "order", creditLines: [{ id: "c1", amount: "-5" }] })
    expect(toOrderLines(source, se)[1]).toMatchObject({
      type: "surcharge",
      total_amount: 500,
      reference: "c1",
    })
  })
})

describe("rates and discounts", () => {
  it.each([
    [["6.625"], 663],
    [["4", "2.625"], 663],
    [["5.5"], 550],
    [["33.333333"], 3333],
    [["25.000"], 2500],
    [[], 0],
  ])("%j percent are the rate %d", (taxRates, rate) => {
    expect(lineOf({ taxRates })?.tax_rate).toBe(rate)
  })

  it("of 6.625 % give the tax by the rounded rate", () => {
    // 100 * 663 / 10663 = 6.2178; Medusa's own tax is 6.2134
    expect(lineOf({ total: "100", taxTotal: "6.2134", taxRates: ["6.625"] })?.total_tax_amount).toBe(622)
  })

  it("leave a free item visible with what it would have cost", () => {
    expect(lineOf({ quantity: "2", total: "0", originalTotal: "40" })).toMatchObject({
      unit_price: 2000,
      total_discount_amount: 4000,
      total_amount: 0,
      total_tax_amount: 0,
    })
  })

  it("leave an item without a price and free shipping as lines of nothing", () => {
    expect(
      linesOf({ items: [item({ total: "0" })], shippingMethods: [shipping({ total: "0", name: "" })] })
    ).toMatchObject([
      { unit_price: 0, total_discount_amount: 0, total_amount: 0 },
      { type: "shipping_fee", name: "Shipping", unit_price: 0, total_amount: 0 },
    ])
  })

  it("of a price set by hand below nothing stay within Klarna's equations", () => {
    expect(lineOf({ total: "-10", quantity: "3" })).toMatchObject({
      unit_price: -333,
      total_discount_amount: 1,
      total_amount: -1000,
      total_tax_amount: -200,
    })
  })
})

describe("quantities", () => {
  it("that are not whole become one piece that names them", () => {
    expect(lineOf({ title: "Cloth", quantity: "2.50" })).toMatchObject({
      name: "2.5 × Cloth",
      quantity: 1,
      unit_price: 10000,
      total_amount: 10000,
    })
  })

  it.each(["3", "3.0", "3.000"])("written %s are whole", (quantity) => {
    expect(lineOf({ quantity })?.quantity).toBe(3)
  })

  it("count what is left of an order's item after returns", () => {
    expect(lineOf({ quantity: "3", returnedQuantity: "1", total: "50" })).toMatchObject({
      quantity: 2,
      unit_price: 2500,
    })
  })

  it("of nothing, edited away or all returned, make no line", () => {
    const lines = linesOf({
      kind: "order",
      items: [
        item({ total: "0", quantity: "0" }),
        item({ id: "item_2", total: "0", quantity: "2", returnedQuantity: "2" }),
        item({ id: "item_3", variantSku: "left", total: "10" }),
      ],
    })
    expect(lines).toMatchObject([{ reference: "left" }])
  })

  it("below nothing are refused", () => {
    expect(thrownBy(() => lineOf({ quantity: "1", returnedQuantity: "2" }))).toMatchObject({
      code: "quantity_invalid",
      details: { reference: "item_1", actual: "-1" },
    })
  })
})

describe("rounding the lines of an order", () => {
  const thirds = (total: string, ...totals: string[]) =>
    linesOf({
      items: totals.map((one, index) => item({ id: `i${index}`, variantSku: `s${index}`, total: one })),
      total,
    })

  it("gives the missing unit to the line that rounding took most from", () => {
    const lines = thirds("10.01", "3.3333", "3.3349", "3.3418")
    expect(lines.map(({ total_amount }) => total_amount)).toEqual([333, 334, 334])
  })

  it("takes the surplus unit from the line that rounding gave most to", () => {
    const lines = thirds("10.01", "3.3350", "3.3380", "3.3370")
    expect(lines.map(({ total_amount }) => total_amount)).toEqual([333, 334, 334])
  })

  it("does the same whatever order Medusa lists the items in", () => {
    const items = ["5.005", "5.005", "5.005"].map((total, index) =>
      item({ id: `i${index}`, variantSku: `s${index}`, total })
    )
    const byReference = (reversed: boolean) =>
      linesOf({ items: reversed ? [...items].reverse() : items, total: "15.015" })
        .map(({ reference, total_amount }) => `${reference}: ${total_amount}`)
        .sort()
    expect(byReference(true)).toEqual(byReference(false))
    expect(byReference(false)).toEqual(["s0: 500", "s1: 501", "s2: 501"])
  })

  it("never charges for a free item", () => {
    expect(thirds("6.67", "0", "3.3333", "3.3333").map(({ total_amount }) => total_amount)).toEqual([
      0, 334, 333,
    ])
  })

  it("rounds the sales tax together with the net lines", () => {
    const source = usCart({ items: [item({ total: "10.006", taxTotal: "0.0032", taxRates: ["0.03"] })] })
    expect(toOrderLines(source, requireMarket("US", "USD"))).toMatchObject([
      { type: "physical", total_amount: 1000 },
      { type: "sales_tax", total_amount: 1 },
    ])
  })

  it("shows a unit that no line can take as a line of its own: a credit that Medusa lists but does not count", () => {
    const lines = linesOf({ creditLines: [{ id: "c1", amount: "0.01" }], total: "100" })
    expect(lines.slice(1)).toMatchObject([
      { type: "store_credit", total_amount: -1 },
      {
        type: "surcharge",
        name: "Rounding",
        total_amount: 1,
        unit_price: 1,
        tax_rate: 0,
        total_tax_amount: 0,
      },
    ])
  })

  it("shows it as a discount when it goes the other way", () => {
    expect(linesOf({ total: "99.99" })[1]).toMatchObject({
      type: "discount",
      total_amount: -1,
      unit_price: -1,
    })
  })

  it("refuses lines and total that rounding cannot explain, naming both", () => {
    expect(thrownBy(() => linesOf({ total: "99.98" }))).toMatchObject({
      code: "lines_do_not_add_up",
      details: { rule: "order_amount", expected: 9998, actual: 10000 },
    })
  })
})

describe("lines with the Medusa row they stand for", () => {
  it("name item, shipping method and credit by id", () => {
    const mapped = mapOrderLines(
      cart({ shippingMethods: [shipping({ total: "49" })], creditLines: [{ id: "credit_1", amount: "5" }] }),
      se
    )
    expect(mapped.map(({ sourceId }) => sourceId)).toEqual(["item_1", "sm_1", "credit_1"])
  })

  it("leave out a sales tax of nothing", () => {
    expect(
      mapOrderLines(usCart({ items: [item({ total: "10" })] }), requireMarket("US", "USD"))
    ).toHaveLength(1)
  })
})
