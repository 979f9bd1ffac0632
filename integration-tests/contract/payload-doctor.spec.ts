import fc from "fast-check"
import { ruleText } from "../../src/admin/lib/examination/rule-text"
import { examinePayload } from "../../src/domain/examine-payload"
import { KlarnaApiError } from "../../src/klarna"
import { describeContract } from "./support/contract"
import { checkoutBody } from "./support/purchase"
import "../../src/domain/__tests__/fixed-seed"

type Fields = Record<string, any>

/** Ways to spoil an order; each leaves the rest as it is. Where we are stricter than Klarna (currencies, long references) is not here. */
const SPOILS: Record<string, (order: Fields, by: number) => unknown> = {
  order_amount: (order, by) => (order.order_amount += by),
  order_tax_amount: (order, by) => (order.order_tax_amount += by),
  total_amount: ({ order_lines: [line] }, by) => (line.total_amount += by),
  total_tax_amount: ({ order_lines: [, line] }, by) => (line.total_tax_amount += by),
  quantity: ({ order_lines: [line] }, by) => (line.quantity += by),
  unit_price: ({ order_lines: [line] }, by) => (line.unit_price += by),
  tax_rate: ({ order_lines: [line] }, by) => (line.tax_rate += by * 100),
  discount: ({ order_lines: [line] }, by) => (line.total_discount_amount += by),
  name: ({ order_lines: [line] }) => (line.name = "x".repeat(256)),
  nameless: ({ order_lines: [line] }) => (line.name = ""),
  no_lines: (order) => delete order.order_lines,
  text: ({ order_lines: [line] }) => (line.quantity = "3"),
  decimals: ({ order_lines: [line] }, by) => (line.unit_price += by / 2 + 0.25),
}

const fieldIn = (message: string) =>
  /[a-z_]+(\[\d+\])?(\.[a-z_]+)?(?=$| differs)/.exec(message)?.[0] ?? message

describeContract("a payload examined offline", (contract, itWithShopper) => {
  async function refusalOf(order: Fields): Promise<readonly string[] | undefined> {
    try {
      await contract().checkout.createOrder(order as never)
      return undefined
    } catch (error) {
      if (error instanceof KlarnaApiError && error.status === 400) return error.messages
      throw error
    }
  }

  it("is found sound when Klarna takes it", async () => {
    const order = checkoutBody()
    expect(examinePayload(order, { kind: "order" })).toEqual([])
    expect(await refusalOf(order)).toBeUndefined()
  })

  // Random payloads are for a Klarna that nobody pays for.
  itWithShopper("is found wrong in whatever field Klarna refuses, and nowhere when it does not", async () => {
    const spoiled = fc.array(
      fc.tuple(fc.constantFrom(...Object.keys(SPOILS)), fc.integer({ min: -3, max: 3 })),
      {
        minLength: 1,
        maxLength: 3,
      }
    )
    await fc.assert(
      fc.asyncProperty(spoiled, async (spoils) => {
        const order: Fields = structuredClone(checkoutBody())
        for (const [name, by] of spoils) if (order.order_lines) SPOILS[name]?.(order, by)
        const refused = (await refusalOf(order))?.map(fieldIn) ?? []
        const found = examinePayload(order, { kind: "order" }).map(({ path }) => path)
        expect(found.length > 0).toBe(refused.length > 0)
        expect(refused.filter((field) => !found.includes(field))).toEqual([])
      }),
      { numRuns: 300 }
    )
  })
})

describe("what a payload was found wrong in, as staff read it", () => {
  const t = (key: string) => `[${key}]`

  it("has words for every rule that is no formula", () => {
    const line = { name: 1, type: "return_fee", quantity: 1, unit_price: 1, total_amount: 1, tax_rate: 0 }
    const broken = [
      examinePayload([], { kind: "order" }),
      examinePayload({ purchase_country: "SE", purchase_currency: "USD" }, { kind: "order" }),
      examinePayload(
        {
          captured_amount: 2,
          order_lines: [{ ...line, name: "Fee" }, { ...line, name: 2 }, "line", { name: "x" }],
        },
        { kind: "capture" }
      ),
      examinePayload({ captured_amount: 3, order_lines: [{ ...line, name: "Fee" }] }, { kind: "capture" }),
      examinePayload(
        { refunded_amount: 1, order_lines: [{ ...line, name: "Fee" }] },
        { kind: "refund", country: "US" }
      ),
    ].flat()
    const words = broken.filter(({ rule, path }) => /^(an?|the|in) /.test(rule) && !path.endsWith(rule))
    expect(new Set(words.map(({ rule }) => rule)).size).toBe(10)
    expect(words.filter((finding) => !ruleText(t, finding)?.startsWith("[")).map(({ rule }) => rule)).toEqual(
      []
    )
  })
})
