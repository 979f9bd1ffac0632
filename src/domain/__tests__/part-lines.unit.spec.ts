import fc from "fast-check"

import type { KlarnaOrderLine } from "../klarna-order-draft"
import { toKlarnaOrder } from "../klarna-order"
import { type Market, requireMarket } from "../markets"
import type { MinorUnits } from "../money"
import { mapOrderLines } from "../order-lines"
import { toItemLines, toPartLines } from "../part-lines"
import type { PurchaseSource } from "../purchase-source"
import { randomCart, toSource } from "./cart-arbitrary"
import { cart, item, shipping, thrownBy, usCart } from "./purchase-builder"
import "./fixed-seed"

const minor = (amount: number) => amount as MinorUnits
const sumOf = (lines: readonly KlarnaOrderLine[]) => lines.reduce((sum, line) => sum + line.total_amount, 0)

const mixed = cart({
  items: [
    item({ id: "lamp", quantity: "3", total: "100", originalTotal: "120", taxRates: ["25"] }),
    item({ id: "book", variantSku: "book", quantity: "2", total: "50.01", taxRates: ["6"] }),
    item({ id: "course", variantSku: "course", total: "20", requiresShipping: false, taxRates: ["12"] }),
  ],
  shippingMethods: [shipping({ total: "49", taxRates: ["25"] })],
})

function brokenEquations(lines: readonly KlarnaOrderLine[]): KlarnaOrderLine[] {
  return lines.filter(
    ({ quantity, unit_price, total_discount_amount, total_amount, total_tax_amount, tax_rate }) => {
      const tax = (total_amount * tax_rate) / (10_000 + tax_rate)
      return (
        total_amount !== quantity * unit_price - total_discount_amount ||
        total_discount_amount < 0 ||
        Math.abs(total_tax_amount - tax) > 1 + 1e-9
      )
    }
  )
}

describe("lines of a part of an order by amount", () => {
  const lines = toKlarnaOrder(mixed).order_lines

  it("are the order's own lines for the whole amount", () => {
    expect(toPartLines(lines, minor(21901))).toEqual(lines)
  })

  it("are one line per tax rate, in the order's proportions, and add up exactly", () => {
    const part = toPartLines(lines, minor(10000), "Remaining amount")
    expect(part).toMatchObject([
      {
        type: "physical",
        name: "Remaining amount (25 %)",
        tax_rate: 2500,
        total_amount: 6803,
        total_tax_amount: 1361,
      },
      {
        type: "physical",
        name: "Remaining amount (6 %)",
        tax_rate: 600,
        total_amount: 2284,
        total_tax_amount: 129,
      },
      {
        type: "digital",
        name: "Remaining amount (12 %)",
        tax_rate: 1200,
        total_amount: 913,
        total_tax_amount: 98,
      },
    ])
    expect(sumOf(part)).toBe(10000)
    expect(brokenEquations(part)).toEqual([])
  })

  it("carry the label alone when the order has one rate", () => {
    const single = toKlarnaOrder(cart({ items: [item({ total: "100", taxRates: ["25"] })] })).order_lines
    expect(toPartLines(single, minor(3333))).toEqual([
      {
        type: "physical",
        name: "Partial amount",
        quantity: 1,
        unit_price: 3333,
        tax_rate: 2500,
        total_discount_amount: 0,
        total_amount: 3333,
        total_tax_amount: 667,
      },
    ])
  })

  it("keep the share of a gift card, so that the goods carry their tax", () => {
    const paidByCard = toKlarnaOrder(
      cart({
        items: [item({ total: "199", taxRates: ["25"] })],
        creditLines: [{ id: "credit_1", amount: "50", reference: "gift-card" }],
      })
    ).order_lines
    expect(toPartLines(paidByCard, minor(7450))).toMatchObject([
      { type: "physical", total_amount: 9950, total_tax_amount: 1990, tax_rate: 2500 },
      { type: "gift_card", total_amount: -2500, total_tax_amount: 0, tax_rate: 0 },
    ])
  })

  it("have the sales tax's share as its own line in the US", () => {
    const us = toKlarnaOrder(
      usCart({ items: [item({ total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] })] })
    )
    expect(toPartLines(us.order_lines, minor(5000), "Remaining amount")).toMatchObject([
      { type: "physical", total_amount: 4619, tax_rate: 0 },
      { type: "sales_tax", name: "Sales tax", total_amount: 381, tax_rate: 0, total_tax_amount: 0 },
    ])
  })

  it("leave out a rate whose share is nothing", () => {
    expect(toPartLines(lines, minor(1))).toHaveLength(1)
  })

  it.each([0, -1, 1.5])("are refused for %d, which is no amount to take", (amount) => {
    expect(thrownBy(() => toPartLines(lines, minor(amount)))).toMatchObject({ code: "amount_invalid" })
  })

  it("are refused for an order that costs nothing", () => {
    const free = toKlarnaOrder(cart({ items: [item({ total: "0", originalTotal: "10" })] })).order_lines
    expect(thrownBy(() => toPartLines(free, minor(1)))).toMatchObject({ code: "amount_invalid" })
  })
})

describe("lines of chosen items", () => {
  const lines = mapOrderLines(mixed, requireMarket("SE", "SEK"))

  it("keep the order's price per piece and share the discount", () => {
    expect(toItemLines(lines, [{ id: "lamp", quantity: "2" }])).toEqual([
      {
        type: "physical",
        reference: "sku-1",
        name: "Lamp",
        quantity: 2,
        unit_price: 4000,
        tax_rate: 2500,
        total_discount_amount: 1333,
        total_amount: 6667,
        total_tax_amount: 1333,
      },
    ])
  })

  it("are the order's own line when all of it is taken", () => {
    expect(
      toItemLines(lines, [
        { id: "lamp", quantity: "3" },
        { id: "sm_1", quantity: "1" },
      ])
    ).toEqual([lines[0]?.line, lines[3]?.line])
  })

  it("name the amount when it cannot be counted in pieces", () => {
    const cloth = cart({
      items: [item({ id: "cloth", title: "Cloth", quantity: "2.5", total: "100", taxRates: ["25"] })],
    })
    const [part] = toItemLines(mapOrderLines(cloth, requireMarket("SE", "SEK")), [
      { id: "cloth", quantity: "1" },
    ])
    expect(part).toMatchObject({
      name: "1 of 2.5 × Cloth",
      quantity: 1,
      unit_price: 4000,
      total_amount: 4000,
    })
  })

  it("come with their sales tax in the US, by what Medusa taxed each of them", () => {
    const us = usCart({
      items: [
        item({ id: "lamp", quantity: "2", total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] }),
        item({ id: "food", variantSku: "food", total: "50", taxRates: [] }),
      ],
    })
    const mapped = mapOrderLines(us, requireMarket("US", "USD"))
    expect(toItemLines(mapped, [{ id: "food", quantity: "1" }])).toMatchObject([{ total_amount: 5000 }])
    expect(toItemLines(mapped, [{ id: "lamp", quantity: "1" }])).toMatchObject([
      { type: "physical", total_amount: 5000 },
      { type: "sales_tax", reference: "sales_tax", total_amount: 413, unit_price: 413, quantity: 1 },
    ])
    expect(toItemLines(mapped, [{ id: "lamp", quantity: "1", quantityBefore: "1" }])).toMatchObject([
      { type: "physical", total_amount: 5000 },
      { type: "sales_tax", total_amount: 412 },
    ])
  })

  it.each([
    ["line_unknown", [{ id: "nothing", quantity: "1" }]],
    [
      "line_repeated",
      [
        { id: "lamp", quantity: "1" },
        { id: "lamp", quantity: "1" },
      ],
    ],
    ["quantity_invalid", [{ id: "lamp", quantity: "4" }]],
    ["quantity_invalid", [{ id: "lamp", quantity: "2", quantityBefore: "2" }]],
    ["quantity_invalid", [{ id: "lamp", quantity: "0" }]],
    ["quantity_invalid", [{ id: "lamp", quantity: "1", quantityBefore: "-1" }]],
  ])("are refused with %s for %j", (code, picks) => {
    expect(thrownBy(() => toItemLines(lines, picks))).toMatchObject({ code })
  })

  it("cannot be the sales tax itself, which follows its items", () => {
    const us = mapOrderLines(
      usCart({ items: [item({ total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] })] }),
      requireMarket("US", "USD")
    )
    expect(thrownBy(() => toItemLines(us, [{ id: "sales_tax", quantity: "1" }]))).toMatchObject({
      code: "line_unknown",
    })
  })
})

describe("any order taken in parts", () => {
  const seeds = fc.array(fc.nat(), { minLength: 1, maxLength: 8 })

  it("gives lines that keep Klarna's equations and add up to each amount", () => {
    fc.assert(
      fc.property(randomCart, seeds, (random, amounts) => {
        const { order_lines, order_amount } = toKlarnaOrder(toSource(random), random.market)
        fc.pre(order_amount > 0)
        for (const seed of amounts) {
          const amount = minor((seed % order_amount) + 1)
          const part = toPartLines(order_lines, amount)
          expect(sumOf(part)).toBe(amount)
          expect(brokenEquations(part)).toEqual([])
        }
      }),
      { numRuns: 500 }
    )
  })

  it("gives, piece by piece in any steps, exactly each line's total and tax", () => {
    fc.assert(
      fc.property(randomCart, seeds, (random, steps) => {
        const source = toSource(random)
        const whole = totalsByReference(mapOrderLines(source, random.market).map(({ line }) => line))
        const parts = takeInSteps(source, random.market, steps)
        expect(brokenEquations(parts)).toEqual([])
        expect(totalsByReference(parts)).toEqual(whole)
      }),
      { numRuns: 300 }
    )
  })
})

/** Total and tax of all lines with one reference; lines that cost nothing do not count. */
function totalsByReference(lines: readonly KlarnaOrderLine[]): Record<string, [total: number, tax: number]> {
  const sums: Record<string, [number, number]> = {}
  for (const { reference = "", total_amount, total_tax_amount } of lines.filter(
    (line) => line.total_amount !== 0
  )) {
    const [total, tax] = sums[reference] ?? [0, 0]
    sums[reference] = [total + total_amount, tax + total_tax_amount]
  }
  return sums
}

/** Takes every line of an order: as many pieces at a time as the steps say, in turn, until nothing is left. */
function takeInSteps(source: PurchaseSource, market: Market, steps: readonly number[]): KlarnaOrderLine[] {
  const lines = mapOrderLines(source, market)
  const taken = new Map<string, number>()
  const parts: KlarnaOrderLine[] = []
  for (let round = 0; taken.size < lines.length || round < 3; round++) {
    const picks = lines.flatMap(({ sourceId, quantity, line }) => {
      const before = taken.get(sourceId) ?? 0
      const left = thousandths(quantity) - before
      const step = Number.isInteger(Number(quantity))
        ? 1000 * (1 + ((steps[round % steps.length] ?? 0) % 5))
        : 700
      const now = round < 2 ? Math.min(step, left) : left
      taken.set(sourceId, before + now)
      return line.type === "sales_tax" || now === 0
        ? []
        : [{ id: sourceId, quantity: String(now / 1000), quantityBefore: String(before / 1000) }]
    })
    parts.push(...toItemLines(lines, picks))
  }
  return parts
}

const thousandths = (quantity: string) => Math.round(Number(quantity) * 1000)
