import fc from "fast-check"
import type { KlarnaLine, KlarnaOrder } from "../../src/admin/lib/klarna-order"
import { leftOf, partTotal, pickAll, type PartKind } from "../../src/admin/lib/desk/part-total"
import { randomCart, toSource } from "../../src/domain/__tests__/cart-arbitrary"
import { cart, item, shipping, usCart } from "../../src/domain/__tests__/purchase-builder"
import { toKlarnaOrder } from "../../src/domain/klarna-order"
import { lineBalances, type TakenPart } from "../../src/domain/line-balance"
import type { Market } from "../../src/domain/markets"
import { matchOrderLines } from "../../src/domain/match-order-lines"
import type { MinorUnits } from "../../src/domain/money"
import { toOrderView } from "../../src/domain/order-view"
import { planPart, type PlannedPart } from "../../src/domain/plan-part"
import type { PurchaseSource } from "../../src/domain/purchase-source"
import "../../src/domain/__tests__/fixed-seed"

/** An order at Klarna, what was taken of it, and what the desk is shown. */
function orderOf(source: PurchaseSource, market?: Market) {
  const parts: TakenPart[] = []
  const { order_lines, order_amount } = toKlarnaOrder(source, market)
  const taken = (of: PartKind) => parts.reduce((sum, { kind, amount }) => sum + (kind === of ? amount : 0), 0)
  const amounts = () => ({
    order_amount,
    captured_amount: taken("capture"),
    refunded_amount: taken("refund"),
    remaining_authorized_amount: order_amount - taken("capture"),
  })
  const balances = () => lineBalances(matchOrderLines(order_lines, source), parts, amounts())
  return {
    plan(kind: PartKind, items: { id: string; quantity: number }[]): PlannedPart {
      const { captured_amount, refunded_amount, remaining_authorized_amount } = amounts()
      const limit = kind === "capture" ? remaining_authorized_amount : captured_amount - refunded_amount
      return planPart(
        { kind, lines: balances(), limit: limit as MinorUnits, currency: source.currencyCode },
        { items: items.map(({ id, quantity }) => ({ id, quantity: String(quantity) })) }
      )
    },
    take(kind: PartKind, { amount, items }: PlannedPart) {
      parts.push({ kind, amount, items })
    },
    /** As it arrives in the browser. */
    shown: () =>
      JSON.parse(
        JSON.stringify(
          toOrderView({
            purchase: {
              ...{ id: "p", klarna_order_id: "k", provider: "klarna-checkout", account_id: "a" },
              ...{ klarna_reference: null, amount: order_amount, currency_code: source.currencyCode },
              ...{ country_code: "SE", outcome: null, close_reason: null, last_error: null },
              ...{ snapshot: null, state: "complete" as const },
            },
            siblings: [],
            operations: [],
            page: undefined,
            environment: null,
            managed: { ...amounts(), status: "AUTHORIZED", captures: [], refunds: [] },
            readError: null,
            lines: balances(),
            books: undefined,
            hasPayment: false,
            ...{ orderCanceled: false, paidOtherwise: false },
            extends: false,
            atRisk: false,
            now: 0,
          })
        )
      ) as KlarnaOrder,
  }
}

/** Picks of some of what is left; whole pieces where there are whole ones. */
const someOf = (kind: PartKind, lines: KlarnaLine[], dice: number[]) =>
  Object.entries(pickAll(kind, { lines } as KlarnaOrder)).map(([id, left], at) => {
    const part = (dice[at % dice.length] ?? 0) % 4
    const quantity = part === 3 ? left : Math.min(left, Number.isInteger(left) ? part : left)
    return { id, quantity }
  })

function planned(
  order: ReturnType<typeof orderOf>,
  kind: PartKind,
  items: { id: string; quantity: number }[]
) {
  try {
    return order.plan(kind, items)
  } catch {
    return undefined
  }
}

/** Captures, then refunds, in steps; each with the total shown before it. */
function follow(
  source: PurchaseSource,
  steps: number[][],
  market?: Market
): [shown: number, taken: number][] {
  const order = orderOf(source, market)
  const totals: [number, number][] = []
  for (const kind of ["capture", "refund"] as const) {
    for (const dice of [...steps, [3]]) {
      const shown = order.shown()
      const items = someOf(kind, shown.lines, dice).filter(({ quantity }) => quantity > 0)
      const plan = items.length ? planned(order, kind, items) : undefined
      if (!plan) continue
      const picks = Object.fromEntries(items.map(({ id, quantity }) => [id, quantity]))
      totals.push([partTotal(kind, shown, picks).amount, plan.amount])
      order.take(kind, plan)
    }
  }
  return totals
}

describe("the total that the desk shows before anything is sent", () => {
  const steps = fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 6 }), { maxLength: 4 })

  it("is what is captured or refunded, for whatever was bought and however it is taken", () => {
    let compared = 0
    fc.assert(
      fc.property(randomCart, steps, (bought, dice) => {
        for (const [shown, taken] of follow(toSource(bought), dice, bought.market)) {
          expect(shown).toBe(taken)
          compared += 1
        }
      }),
      { numRuns: 100 }
    )
    expect(compared).toBeGreaterThan(100)
  })

  it("has the sales tax of its pieces where that is a line of its own", () => {
    const us = usCart({
      items: [
        item({ id: "lamp", quantity: "3", total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] }),
        item({ id: "food", variantSku: "food", quantity: "2", total: "50", taxRates: [] }),
      ],
    })
    const order = orderOf(us)
    const picks = [{ id: "lamp", quantity: 1 }]
    const plan = order.plan("capture", picks)
    expect(partTotal("capture", order.shown(), { lamp: 1 }).amount).toBe(plan.amount)
    expect(follow(us, [[1], [1, 2]]).every(([shown, taken]) => shown === taken)).toBe(true)
  })

  it("counts nothing that is not left", () => {
    const bought = cart({
      items: [item({ id: "lamp", quantity: "2", total: "100", taxRates: ["25"] })],
      shippingMethods: [shipping({ id: "sm", total: "49", taxRates: ["25"] })],
    })
    const order = orderOf(bought)
    order.take("capture", order.plan("capture", [{ id: "lamp", quantity: 2 }]))
    const { lines } = order.shown()
    expect(pickAll("capture", order.shown())).toEqual({ sm: 1 })
    expect(lines.map((line) => leftOf("refund", line))).toEqual([2, 0])
  })
})
