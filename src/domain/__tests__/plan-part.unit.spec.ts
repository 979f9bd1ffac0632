import fc from "fast-check"

import type { KlarnaOrderLine } from "../klarna-order-draft"
import { toKlarnaOrder } from "../klarna-order"
import { lineBalances, type PartItem, type TakenPart } from "../line-balance"
import { matchOrderLines } from "../match-order-lines"
import type { Market } from "../markets"
import type { MinorUnits } from "../money"
import { planPart, sameItems, type PartRequest, type PlannedPart } from "../plan-part"
import type { PurchaseSource } from "../purchase-source"
import { returnFeeObstacle, withReturnFee } from "../return-fee"
import { randomCart, toSource } from "./cart-arbitrary"
import { cart, item, shipping, thrownBy, usCart } from "./purchase-builder"
import "./fixed-seed"

const minor = (amount: number) => amount as MinorUnits
const sumOf = (lines: readonly KlarnaOrderLine[]) => lines.reduce((sum, line) => sum + line.total_amount, 0)

const lamps = item({ id: "lamp", quantity: "3", total: "100", taxRates: ["25"] })
const book = item({ id: "book", variantSku: "book", quantity: "2", total: "50.01", taxRates: ["6"] })
const delivery = shipping({ id: "sm", total: "49", taxRates: ["25"] })
const bought = cart({ items: [lamps, book], shippingMethods: [delivery] })

/** Klarna's order while it is captured and refunded piece by piece, as Order Management counts. */
class OrderAtKlarna {
  readonly parts: TakenPart[] = []
  private readonly lines: KlarnaOrderLine[]
  private released = false

  constructor(
    private readonly source: PurchaseSource,
    market?: Market
  ) {
    this.lines = toKlarnaOrder(source, market).order_lines
  }

  get amounts() {
    const taken = (of: TakenPart["kind"]) =>
      this.parts.filter(({ kind }) => kind === of).reduce((sum, { amount }) => sum + amount, 0)
    const order_amount = sumOf(this.lines)
    return {
      order_amount,
      captured_amount: taken("capture"),
      refunded_amount: taken("refund"),
      remaining_authorized_amount: this.released ? 0 : order_amount - taken("capture"),
    }
  }

  get balances() {
    return lineBalances(matchOrderLines(this.lines, this.source), this.parts, this.amounts)
  }

  plan(kind: TakenPart["kind"], request: PartRequest = {}): PlannedPart {
    const { captured_amount, refunded_amount, remaining_authorized_amount } = this.amounts
    const limit = minor(kind === "capture" ? remaining_authorized_amount : captured_amount - refunded_amount)
    return planPart({ kind, lines: this.balances, limit, currency: this.source.currencyCode }, request)
  }

  take(kind: TakenPart["kind"], request: PartRequest = {}): PlannedPart {
    const planned = this.plan(kind, request)
    this.parts.push({ kind, amount: planned.amount, items: planned.items })
    return planned
  }

  /** In Klarna's portal, where nobody says what for. */
  takeInPortal(kind: TakenPart["kind"], amount: number) {
    this.parts.push({ kind, amount, items: null })
  }
}

const pieces = (id: string, quantity: string): PartItem => ({ id, quantity })

describe("a capture", () => {
  it("of everything is the order's own lines", () => {
    const order = new OrderAtKlarna(bought)
    expect(order.take("capture").order_lines).toEqual(toKlarnaOrder(bought).order_lines)
    expect(order.amounts).toMatchObject({ captured_amount: 19901, remaining_authorized_amount: 0 })
  })

  it("of items is their share to the minor unit, and the pieces of a line add up to it", () => {
    const order = new OrderAtKlarna(bought)
    const amounts = [1, 2, 3].map(() => order.take("capture", { items: [pieces("lamp", "1")] }).amount)
    expect(amounts).toEqual([3333, 3334, 3333])
    expect(order.balances[0]).toMatchObject({ captured: "3", capturable: "0", refundable: "3" })
  })

  it("takes the shipping with the first items, once", () => {
    const order = new OrderAtKlarna(bought)
    const first = order.take("capture", { items: [pieces("lamp", "1")], includeShipping: true })
    expect(first).toMatchObject({ amount: 3333 + 4900, items: [{ id: "lamp" }, { id: "sm" }] })
    const second = order.take("capture", { items: [pieces("lamp", "1")], includeShipping: true })
    expect(second).toMatchObject({ amount: 3334, items: [{ id: "lamp" }] })
  })

  it("of the rest is the lines that are left, also with pieces of a line", () => {
    const order = new OrderAtKlarna(bought)
    order.take("capture", { items: [pieces("lamp", "1")], includeShipping: true })
    expect(order.take("capture")).toMatchObject({
      amount: 6667 + 5001,
      items: [pieces("lamp", "2"), pieces("book", "2")],
      order_lines: [
        { reference: "sku-1", quantity: 2, total_amount: 6667 },
        { reference: "book", quantity: 2, total_amount: 5001 },
      ],
    })
  })

  it("of the very amount that is left is the rest", () => {
    const order = new OrderAtKlarna(bought)
    order.take("capture", { items: [pieces("lamp", "3")] })
    expect(order.plan("capture", { amount: minor(9901) })).toEqual(order.plan("capture"))
  })

  it("of an amount is divided by tax rate over what is left", () => {
    const order = new OrderAtKlarna(bought)
    order.take("capture", { items: [pieces("lamp", "3")], includeShipping: true })
    const part = order.plan("capture", { amount: minor(1000) })
    expect(part).toMatchObject({ items: null, order_lines: [{ tax_rate: 600, total_amount: 1000 }] })
  })

  it("of the rest after an amount adds up, although no lines make it", () => {
    const order = new OrderAtKlarna(bought)
    order.take("capture", { amount: minor(5000) })
    const rest = order.take("capture")
    expect(rest).toMatchObject({ amount: 14901, items: null })
    expect(sumOf(rest.order_lines)).toBe(14901)
  })

  it.each([
    ["more pieces than there are", { items: [pieces("lamp", "4")] }, "quantity_invalid"],
    ["no piece", { items: [pieces("lamp", "0")] }, "quantity_invalid"],
    ["an item of another order", { items: [pieces("other", "1")] }, "line_unknown"],
    ["an item twice", { items: [pieces("lamp", "1"), pieces("lamp", "1")] }, "line_repeated"],
    ["more than was agreed to", { amount: minor(19902) }, "amount_too_high"],
    ["nothing", { amount: minor(0) }, "amount_invalid"],
  ])("of %s is refused", (_, request, code) => {
    expect(thrownBy(() => new OrderAtKlarna(bought).plan("capture", request))).toMatchObject({ code })
  })

  it("of pieces that were captured already is refused with what is left", () => {
    const order = new OrderAtKlarna(bought)
    order.take("capture", { items: [pieces("lamp", "2")] })
    const refused = thrownBy(() => order.plan("capture", { items: [pieces("lamp", "2")] })) as Error
    expect(refused.message).toBe("Lamp: only 1 of 3 can still be captured, not 2")
  })

  it("of items is refused where an amount took their money before", () => {
    const order = new OrderAtKlarna(bought)
    order.take("capture", { amount: minor(15000) })
    const refused = thrownBy(() => order.plan("capture", { items: [pieces("lamp", "2")] })) as Error
    expect(refused.message).toBe("Only 49.01 SEK can still be captured, not 66.67 SEK")
  })

  it("is refused when nothing is left", () => {
    const order = new OrderAtKlarna(bought)
    order.take("capture")
    expect(thrownBy(() => order.plan("capture"))).toMatchObject({ code: "nothing_left" })
  })

  it("of a free item alone is refused, because Klarna captures no nothing", () => {
    const free = item({ id: "free", variantSku: "free", total: "0", originalTotal: "10" })
    const order = new OrderAtKlarna(cart({ items: [lamps, free] }))
    expect(thrownBy(() => order.plan("capture", { items: [pieces("free", "1")] }))).toMatchObject({
      code: "amount_invalid",
    })
  })
})

describe("a gift card", () => {
  const paidByCard = cart({
    items: [item({ id: "lamp", quantity: "3", total: "300", taxRates: ["25"] })],
    creditLines: [{ id: "credit_1", amount: "50", reference: "gift-card" }],
  })

  it("is set against the last pieces", () => {
    const order = new OrderAtKlarna(paidByCard)
    const amounts = [1, 2, 3].map(() => order.take("capture", { items: [pieces("lamp", "1")] }).amount)
    expect(amounts).toEqual([10000, 10000, 5000])
    expect(order.amounts.remaining_authorized_amount).toBe(0)
  })

  it("comes earlier when the pieces alone would be too much", () => {
    const order = new OrderAtKlarna(paidByCard)
    order.takeInPortal("capture", 10000)
    expect(order.plan("capture", { items: [pieces("lamp", "2")] }).amount).toBe(15000)
  })

  it("that was named with the last pieces was set against them twice, and the whole refused", () => {
    const order = new OrderAtKlarna(paidByCard)
    const card = order.balances.find(({ mapped }) => mapped.line.total_amount < 0)?.mapped.sourceId as string
    const planned = order.take("capture", { items: [pieces("lamp", "3"), pieces(card, "1")] })
    expect(planned.order_lines.map(({ total_amount }) => total_amount)).toEqual([30000, -5000])
    expect(order.amounts.remaining_authorized_amount).toBe(0)
  })

  it("is set against the last pieces of a refund as well", () => {
    const order = new OrderAtKlarna(paidByCard)
    order.take("capture")
    const amounts = [1, 2, 3].map(() => order.take("refund", { items: [pieces("lamp", "1")] }).amount)
    expect(amounts).toEqual([10000, 10000, 5000])
  })
})

describe("a refund", () => {
  const captured = (request: PartRequest = {}) => {
    const order = new OrderAtKlarna(bought)
    order.take("capture", request)
    return order
  }

  it("of items is for what was captured of them, not for more", () => {
    const order = captured({ items: [pieces("lamp", "2")] })
    expect(order.take("refund", { items: [pieces("lamp", "1")] }).amount).toBe(3333)
    const refused = thrownBy(() => order.plan("refund", { items: [pieces("lamp", "2")] })) as Error
    expect(refused.message).toBe("Lamp: only 1 of 3 can still be refunded, not 2")
    expect(thrownBy(() => order.plan("refund", { items: [pieces("book", "1")] }))).toMatchObject({
      code: "quantity_invalid",
    })
  })

  it("may be for any item when nobody said what was captured", () => {
    const order = new OrderAtKlarna(bought)
    order.takeInPortal("capture", 10000)
    expect(order.plan("refund", { items: [pieces("book", "2")] }).amount).toBe(5001)
  })

  it("of everything gives back what was captured, line by line", () => {
    const order = captured({ items: [pieces("lamp", "2")], includeShipping: true })
    expect(order.take("refund")).toMatchObject({
      amount: 6667 + 4900,
      items: [pieces("lamp", "2"), pieces("sm", "1")],
    })
    expect(thrownBy(() => order.plan("refund"))).toMatchObject({ code: "nothing_left" })
  })

  it("of what a return fee kept back adds up, although all pieces were refunded", () => {
    const order = captured()
    const withFee = withReturnFee(order.plan("refund"), minor(500), {
      country: "se",
      captures: 1,
      remaining_authorized_amount: 0,
      currency: "sek",
    })
    expect(withFee.amount).toBe(19401)
    order.parts.push({ kind: "refund", amount: withFee.amount, items: withFee.items })
    const fee = order.plan("refund")
    expect(fee).toMatchObject({ amount: 500, items: null })
    expect(sumOf(fee.order_lines)).toBe(500)
  })
})

describe("a return fee", () => {
  const once = { captures: 1, remaining_authorized_amount: 0, currency: "eur" }
  const refund: PlannedPart = { amount: minor(10000), order_lines: [], items: null }

  it("is a line that makes the refund smaller", () => {
    expect(withReturnFee(refund, minor(500), { ...once, country: "DE" })).toMatchObject({
      amount: 9500,
      order_lines: [
        { type: "return_fee", quantity: 1, unit_price: -500, total_amount: -500, total_tax_amount: 0 },
      ],
    })
  })

  it.each([
    ["SE", 1, 0, undefined],
    ["gr", 1, 0, undefined],
    ["US", 1, 0, "return_fee_country"],
    ["GB", 1, 0, "return_fee_country"],
    ["SE", 2, 0, "return_fee_captures"],
    ["SE", 1, 100, "return_fee_captures"],
    ["SE", 0, 100, "return_fee_captures"],
  ])("in %s, with %d captures and %d not captured: %s", (country, captures, remaining, expected) => {
    expect(returnFeeObstacle({ country, captures, remaining_authorized_amount: remaining })).toBe(expected)
  })

  it("leaves something of the refund", () => {
    expect(thrownBy(() => withReturnFee(refund, minor(10000), { ...once, country: "SE" }))).toMatchObject({
      code: "return_fee_too_high",
    })
  })
})

describe("the same items", () => {
  it.each([
    [[pieces("a", "1"), pieces("b", "2")], [pieces("b", "2.0"), pieces("a", "1")], true],
    [[pieces("a", "1")], [pieces("a", "2")], false],
    [[pieces("a", "1")], null, false],
    [null, null, true],
  ])("%j and %j: %s", (one, other, expected) => {
    expect(sameItems(one, other)).toBe(expected)
  })
})

describe("any order, taken in any steps", () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom<TakenPart["kind"]>("capture", "capture", "refund"),
      by: fc.constantFrom("item", "amount", "rest"),
      which: fc.nat(7),
      share: fc.integer({ min: 1, max: 100 }),
    }),
    { minLength: 1, maxLength: 12 }
  )

  it("has lines that add up to each part, and gives back exactly what was captured", () => {
    fc.assert(
      fc.property(randomCart, steps, (random, todo) => {
        const source = toSource(random)
        const order = new OrderAtKlarna(source, random.market)
        if (order.amounts.order_amount <= 0) return
        for (const step of todo) attempt(order, step)
        for (const kind of ["capture", "refund"] as const) {
          if (left(order, kind) > 0) expectAddsUp(order.take(kind))
        }
        const { order_amount, captured_amount, refunded_amount } = order.amounts
        expect([captured_amount, refunded_amount]).toEqual([order_amount, order_amount])
      })
    )
  })

  const left = ({ amounts }: OrderAtKlarna, kind: TakenPart["kind"]) =>
    kind === "capture"
      ? amounts.remaining_authorized_amount
      : amounts.captured_amount - amounts.refunded_amount

  function attempt(
    order: OrderAtKlarna,
    step: { kind: TakenPart["kind"]; by: string; which: number; share: number }
  ) {
    try {
      expectAddsUp(order.take(step.kind, requestOf(order, step)))
    } catch (error) {
      expect(error).toMatchObject({ name: "KlarnaMappingError" })
      expect(["nothing_left", "amount_too_high", "amount_invalid", "quantity_invalid"]).toContain(
        (error as { code: string }).code
      )
    }
  }

  function requestOf(
    order: OrderAtKlarna,
    { kind, by, which, share }: { kind: TakenPart["kind"]; by: string; which: number; share: number }
  ): PartRequest {
    if (by === "rest") return {}
    if (by === "amount") return { amount: minor(Math.ceil((left(order, kind) * share) / 100)) }
    const balances = order.balances.filter(({ mapped }) => mapped.line.type !== "sales_tax")
    const { mapped } = balances[which % balances.length]!
    return { items: [{ id: mapped.sourceId, quantity: which % 2 ? "1" : mapped.quantity }] }
  }

  function expectAddsUp({ amount, order_lines }: PlannedPart) {
    expect(sumOf(order_lines)).toBe(amount)
    for (const { quantity, unit_price, total_discount_amount, total_amount } of order_lines) {
      expect(total_amount).toBe(quantity * unit_price - total_discount_amount)
    }
  }

  it("in the US keeps the sales tax with its goods", () => {
    const order = new OrderAtKlarna(
      usCart({
        items: [
          item({ id: "lamp", quantity: "2", total: "216.50", taxTotal: "16.50", taxRates: ["8.25"] }),
          item({ id: "book", variantSku: "book", total: "20", taxRates: ["0"] }),
        ],
      })
    )
    const first = order.take("capture", { items: [pieces("lamp", "1")] })
    expect(first).toMatchObject({
      amount: 10825,
      order_lines: [{ total_amount: 10000 }, { type: "sales_tax", total_amount: 825 }],
    })
    expect(order.take("capture", { items: [pieces("book", "1")] }).amount).toBe(2000)
    expect(order.take("capture").amount).toBe(10825)
  })
})
