import fc from "fast-check"
import { divideRefund } from "../divide-refund"
import type { MinorUnits } from "../money"
import "./fixed-seed"

const payments = (...amounts: number[]) =>
  amounts.map((refundable, at) => ({ id: `pay_${at + 1}`, refundable: refundable as MinorUnits }))
const divide = (amount: number, ...amounts: number[]) =>
  divideRefund(amount as MinorUnits, payments(...amounts))?.map((part) => [part.id, part.amount])

describe("a refund of an order that was paid with several payments", () => {
  it.each([
    ["the only one", 100, [150], [["pay_1", 100]]],
    ["the smallest that has enough", 100, [300, 100, 200], [["pay_2", 100]]],
    [
      "one after the other where none has enough",
      180,
      [100, 80],
      [
        ["pay_1", 100],
        ["pay_2", 80],
      ],
    ],
    ["none that has nothing", 50, [0, 60], [["pay_2", 50]]],
    ["nobody when they have not captured that much", 181, [100, 80], undefined],
    ["nobody when there is none", 1, [], undefined],
  ])("goes back from %s", (_title, amount, amounts, parts) => {
    expect(divide(amount, ...amounts)).toEqual(parts)
  })

  it("goes back whole, and from no payment more than it captured", () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 6 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 3_000_000 }), (refundable, amount) => {
        const total = refundable.reduce((sum, each) => sum + each, 0)
        const parts = divide(amount, ...refundable)
        expect(parts !== undefined).toBe(amount <= total)
        const sum = (parts ?? []).reduce((all, [, part]) => all + Number(part), 0)
        if (parts) expect(sum).toBe(amount)
        for (const [id, part] of parts ?? []) {
          expect(part).toBeLessThanOrEqual(refundable[Number(String(id).slice(4)) - 1] ?? 0)
        }
      })
    )
  })
})
