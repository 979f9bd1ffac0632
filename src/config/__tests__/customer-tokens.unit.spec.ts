import { parseOptions } from "../klarna-config"
import { shopOptions } from "./shop-options"

const parse = (customerTokens: unknown, klarnaPayments: unknown = true) =>
  parseOptions({ ...shopOptions(), klarnaPayments, customerTokens }).customerTokens

describe("option customerTokens", () => {
  it("is off when nobody asks for it", () => {
    expect(parse(undefined)).toBeUndefined()
    expect(parse(false)).toBeUndefined()
  })

  it("can be turned on with one word", () => {
    expect(parse(true)).toEqual({
      retryAfterDays: [1, 3, 5],
      missedPeriods: "each",
      paymentLinkRenewals: 5,
      unpaidRenewals: "end",
      timeZone: "UTC",
    })
  })

  it("takes part of what can be chosen", () => {
    expect(parse({ retryAfterDays: [], timeZone: "Europe/Stockholm" })).toMatchObject({
      retryAfterDays: [],
      missedPeriods: "each",
      timeZone: "Europe/Stockholm",
    })
  })

  it.each([
    [{ retryAfterDays: [3, 1] }, /customerTokens.*must grow/],
    [{ retryAfterDays: [0] }, /customerTokens/],
    [{ timeZone: "Mars/Olympus" }, /customerTokens.*must be a time zone/],
    [{ missedPeriods: "none" }, /customerTokens/],
    [{ retries: 3 }, /customerTokens/],
  ])("refuses %j", (given, problem) => {
    expect(() => parse(given)).toThrow(problem)
  })

  it("needs Klarna Payments", () => {
    expect(() => parse(true, false)).toThrow(/customerTokens: needs klarnaPayments/)
  })
})
