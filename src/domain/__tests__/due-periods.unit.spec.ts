import fc from "fast-check"
import type { Cadence } from "../billing-periods"
import { duePeriods } from "../due-periods"
import "./fixed-seed"

const monthly: Cadence = {
  anchor: Date.parse("2026-01-31T10:00:00Z"),
  timeZone: "UTC",
  interval: "MONTH",
  interval_count: 1,
}
const at = (time: string) => Date.parse(time)

describe("the periods that are due", () => {
  it.each([
    ["the day before", "2026-02-27T10:00:00Z", [], [], 1],
    ["to the millisecond", "2026-02-28T10:00:00Z", [1], [], 2],
    ["one", "2026-03-01T00:00:00Z", [1], [], 2],
    ["after three months without anybody looking", "2026-05-01T00:00:00Z", [1, 2, 3], [], 4],
  ])("%s", (_, now, charge, skip, next) => {
    expect(duePeriods(monthly, 1, at(now), "each")).toEqual({ charge, skip, next })
  })

  it("are all left out but the latest when the shop wants it so", () => {
    expect(duePeriods(monthly, 1, at("2026-05-01T00:00:00Z"), "latest")).toEqual({
      charge: [3],
      skip: [1, 2],
      next: 4,
    })
  })

  it("are looked at in portions, and the latest is only known at the end", () => {
    const daily: Cadence = { ...monthly, interval: "DAY" }
    const now = at("2026-01-31T10:00:00Z") + 250 * 86_400_000
    const first = duePeriods(daily, 1, now, "latest")
    expect(first).toMatchObject({ charge: [], next: 101 })
    expect(first.skip).toHaveLength(100)
    expect(duePeriods(daily, 201, now, "latest")).toMatchObject({ charge: [250], next: 251 })
  })

  it("are each decided about once, however often one looks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 * 86_400_000 }), { maxLength: 30 }),
        fc.constantFrom("each" as const, "latest" as const),
        (steps, missed) => {
          let [now, from] = [monthly.anchor, 1]
          const decided: number[] = []
          for (const step of steps) {
            now += step
            const { charge, skip, next } = duePeriods(monthly, from, now, missed)
            decided.push(...[...skip, ...charge].sort((a, b) => a - b))
            from = next
          }
          expect(decided).toEqual(decided.map((_, index) => index + 1))
        }
      )
    )
  })
})
