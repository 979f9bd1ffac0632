import { nextCheckAt } from "../next-check"

const NOW = Date.UTC(2026, 2, 1)
const waits = (checks: number[], paid: boolean) =>
  checks.map((count) => (nextCheckAt(NOW, count, paid) - NOW) / 1_000)

describe("when to look at a purchase again", () => {
  it("looks often while the buyer is likely at the page, then at least every hour", () => {
    expect(waits([0, 1, 2, 3, 4, 5, 6, 7, 8, 500], false)).toEqual([
      30, 60, 120, 300, 600, 900, 1800, 3600, 3600, 3600,
    ])
  })

  it("hurries with what has to follow a payment", () => {
    expect(waits([0, 1, 2, 3, 4, 5, 6, 500], true)).toEqual([10, 30, 60, 300, 900, 3600, 3600, 3600])
  })

  it("is there when something is due, if that comes first", () => {
    expect(nextCheckAt(NOW, 8, false, NOW + 90_000)).toBe(NOW + 90_000)
    expect(nextCheckAt(NOW, 0, false, NOW + 90_000)).toBe(NOW + 30_000)
  })

  it("does not spin over something that is overdue", () => {
    expect(nextCheckAt(NOW, 3, false, NOW - 86_400_000)).toBe(NOW + 1_000)
    expect(nextCheckAt(NOW, 3, true, NOW)).toBe(NOW + 1_000)
  })
})
