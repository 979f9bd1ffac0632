import fc from "fast-check"
import { periodDueAt, type Cadence } from "../billing-periods"
import { SUBSCRIPTION_INTERVALS } from "../line-subscription"
import { toInstant, toLocalTime } from "../local-time"
import "./fixed-seed"

const at = (time: string) => Date.parse(time)
const iso = (instant: number) => new Date(instant).toISOString()

const cadence = (anchor: string, own: Partial<Cadence> = {}): Cadence => ({
  anchor: at(anchor),
  timeZone: "UTC",
  interval: "MONTH",
  interval_count: 1,
  ...own,
})

const dates = (of: Cadence, periods: number[]) => periods.map((period) => iso(periodDueAt(of, period)))

describe("the periods of a subscription", () => {
  it("begin with the instant of the first order", () => {
    expect(dates(cadence("2026-01-31T10:20:30.456Z"), [0])).toEqual(["2026-01-31T10:20:30.456Z"])
  })

  it("come back to the 31st after a shorter month", () => {
    expect(dates(cadence("2026-01-31T10:00:00.000Z"), [1, 2, 3, 4, 12, 13])).toEqual([
      "2026-02-28T10:00:00.000Z",
      "2026-03-31T10:00:00.000Z",
      "2026-04-30T10:00:00.000Z",
      "2026-05-31T10:00:00.000Z",
      "2027-01-31T10:00:00.000Z",
      "2027-02-28T10:00:00.000Z",
    ])
  })

  it("know leap years", () => {
    expect(dates(cadence("2027-12-31T10:00:00.000Z"), [2])).toEqual(["2028-02-29T10:00:00.000Z"])
    const leap = cadence("2028-02-29T10:00:00.000Z", { interval: "YEAR" })
    expect(dates(leap, [1, 3, 4, 72])).toEqual([
      "2029-02-28T10:00:00.000Z",
      "2031-02-28T10:00:00.000Z",
      "2032-02-29T10:00:00.000Z",
      // 2100 is none.
      "2100-02-28T10:00:00.000Z",
    ])
  })

  it.each([
    ["DAY", 1, "2026-03-02T10:00:00.000Z"],
    ["DAY", 10, "2026-03-11T10:00:00.000Z"],
    ["WEEK", 2, "2026-03-15T10:00:00.000Z"],
    ["MONTH", 3, "2026-06-01T10:00:00.000Z"],
    ["MONTH", 14, "2027-05-01T10:00:00.000Z"],
    ["YEAR", 2, "2028-03-01T10:00:00.000Z"],
  ] as const)("take %s times %d", (interval, interval_count, due) => {
    expect(dates(cadence("2026-03-01T10:00:00.000Z", { interval, interval_count }), [1])).toEqual([due])
  })

  it("keep the hour on the wall across daylight saving time", () => {
    const stockholm = cadence("2026-03-15T08:00:00.000Z", { timeZone: "Europe/Stockholm" })
    expect(dates(stockholm, [1, 7, 8])).toEqual([
      "2026-04-15T07:00:00.000Z",
      "2026-10-15T07:00:00.000Z",
      "2026-11-15T08:00:00.000Z",
    ])
  })

  it("count months where the buyer lives: late on 31 January there is 1 February here", () => {
    const stockholm = cadence("2026-01-31T23:30:00.000Z", { timeZone: "Europe/Stockholm" })
    expect(dates(stockholm, [1, 2])).toEqual(["2026-02-28T23:30:00.000Z", "2026-03-31T22:30:00.000Z"])
    expect(dates(cadence("2026-01-31T23:30:00.000Z"), [1])).toEqual(["2026-02-28T23:30:00.000Z"])
  })

  it("skip an hour that does not exist, and take the first of two", () => {
    const daily = (anchor: string) =>
      cadence(anchor, { timeZone: "Europe/Stockholm", interval: "DAY", interval_count: 1 })
    // 02:30 is left out on 29 March 2026, and comes twice on 25 October.
    expect(dates(daily("2026-03-28T01:30:00.000Z"), [1, 2])).toEqual([
      "2026-03-29T01:30:00.000Z",
      "2026-03-30T00:30:00.000Z",
    ])
    expect(dates(daily("2026-10-24T00:30:00.000Z"), [1, 2])).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ])
  })

  const zones = [
    "UTC",
    "Europe/Stockholm",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
  ]
  const anyCadence = fc.record({
    anchor: fc.integer({ min: at("2012-01-01T00:00:00Z"), max: at("2060-01-01T00:00:00Z") }),
    timeZone: fc.constantFrom(...zones),
    interval: fc.constantFrom(...SUBSCRIPTION_INTERVALS),
    interval_count: fc.integer({ min: 1, max: 24 }),
  })

  it("always follow each other", () => {
    fc.assert(
      fc.property(anyCadence, fc.integer({ min: 0, max: 200 }), (of, period) => {
        expect(periodDueAt(of, period + 1)).toBeGreaterThan(periodDueAt(of, period))
      })
    )
  })

  it("never drift: any month later is the same day of the month, or its last, at the same time", () => {
    fc.assert(
      fc.property(
        anyCadence,
        fc.integer({ min: 1, max: 400 }),
        // Where the clock is never changed.
        fc.constantFrom("UTC", "Asia/Kathmandu", "Asia/Tokyo"),
        (of, period, timeZone) => {
          const monthly: Cadence = { ...of, timeZone, interval: "MONTH" }
          const first = toLocalTime(of.anchor, timeZone)
          const due = toLocalTime(periodDueAt(monthly, period), timeZone)
          const last = new Date(Date.UTC(due.year, due.month, 0)).getUTCDate()
          expect(due).toEqual({
            ...first,
            year: due.year,
            month: due.month,
            day: Math.min(first.day, last),
          })
          const months = (due.year - first.year) * 12 + due.month - first.month
          expect(months).toBe(period * of.interval_count)
        }
      )
    )
  })

  it("are days of 23 to 25 hours", () => {
    fc.assert(
      fc.property(anyCadence, fc.integer({ min: 1, max: 800 }), (of, period) => {
        const daily: Cadence = { ...of, interval: "DAY", interval_count: 1, timeZone: "Europe/Stockholm" }
        const hours = (periodDueAt(daily, period + 1) - periodDueAt(daily, period)) / 3_600_000
        expect(hours).toBeGreaterThanOrEqual(22.99)
        expect(hours).toBeLessThanOrEqual(25.01)
      })
    )
  })
})

describe("local time", () => {
  it("is there and back the same instant, but for the second of two equal hours", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at("1990-01-01T00:00:00Z"), max: at("2060-01-01T00:00:00Z") }),
        fc.constantFrom("Europe/Stockholm", "America/New_York", "Asia/Kathmandu"),
        (instant, timeZone) => {
          const back = toInstant(toLocalTime(instant, timeZone), timeZone)
          expect([instant, instant - 3_600_000]).toContain(back)
        }
      )
    )
  })
})
