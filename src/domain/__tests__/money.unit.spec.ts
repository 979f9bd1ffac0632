import { currencyExponent } from "../currencies"
import {
  compareDecimals,
  type MinorUnits,
  negateDecimal,
  shareOf,
  subtractDecimals,
  sumDecimals,
  toMajor,
  toMinorUnits,
} from "../money"

describe("an amount in minor units", () => {
  it.each([
    ["10.99", 2, 1099],
    ["1.005", 2, 101], // half away from zero; floats would give 100
    ["-1.005", 2, -101],
    ["1.0049999999999999999", 2, 100],
    ["-3.5", 2, -350],
    ["7", 2, 700],
    ["007.10", 2, 710],
    ["0", 2, 0],
    ["-0.001", 2, 0],
    ["1234.5", 0, 1235],
    ["-1234.5", 0, -1235],
    ["1.2345", 3, 1235],
    ["73.5851025", 2, 7359],
    ["578.2422928295406", 2, 57824],
    ["90071992547409.91", 2, 9007199254740991],
  ])("reads %s with %d decimals as %d", (major, exponent, minor) => {
    expect(toMinorUnits(major, exponent)).toBe(minor)
  })

  it.each(["1,50", "1e3", "", " 1", "1.", ".5", "+1", "--1", "1 000", "NaN", "١"])(
    "refuses %j, which is not a plain decimal",
    (major) => {
      expect(() => toMinorUnits(major, 2)).toThrow(expect.objectContaining({ code: "amount_malformed" }))
    }
  )

  it("refuses an amount that a number cannot hold exactly", () => {
    expect(() => toMinorUnits("90071992547409.92", 2)).toThrow(
      expect.objectContaining({
        code: "limit_exceeded",
        details: expect.objectContaining({ rule: "amount" }),
      })
    )
  })

  it.each([
    [1099, 2, "10.99"],
    [-5, 2, "-0.05"],
    [100, 0, "100"],
    [1, 3, "0.001"],
  ])("writes %d with %d decimals as %s", (minor, exponent, major) => {
    expect(toMajor(minor as MinorUnits, exponent)).toBe(major)
  })
})

describe("decimals", () => {
  it("add without losing a digit", () => {
    expect(sumDecimals(["0.1", "0.2", "-1", "578.2422928295406"])).toBe("577.5422928295406")
    expect(sumDecimals([])).toBe("0")
  })

  it("subtract and change their sign", () => {
    expect(subtractDecimals("1", "0.9999999999999")).toBe("0.0000000000001")
    expect(negateDecimal("-0.50")).toBe("0.50")
    expect(negateDecimal("0")).toBe("0")
  })

  it("compare by value, not by digits", () => {
    expect(compareDecimals("1.50", "1.5")).toBe(0)
    expect(compareDecimals("-2", "1.999")).toBeLessThan(0)
    expect(compareDecimals("10", "9.99")).toBeGreaterThan(0)
  })

  it("are shared without overflow", () => {
    expect(shareOf(200_000_000, 99_999_999n, 100_000_000n)).toBe(199_999_998)
    expect(shareOf(-5, 1n, 2n)).toBe(-3)
  })
})

describe("a currency's exponent", () => {
  it.each([
    ["SEK", 2],
    ["eur", 2],
    ["HUF", 2], // Medusa's display digits say 0
    ["RSD", 2],
    ["IDR", 2],
    ["JPY", 0],
    ["ISK", 0],
    ["KRW", 0],
    ["KWD", 3],
    ["TND", 3],
    ["CLF", 4],
    ["UYW", 4],
  ])("of %s is %d, as ISO 4217 says", (code, exponent) => {
    expect(currencyExponent(code)).toBe(exponent)
  })

  it.each(["XXX", "XAU", "", "EURO"])("is refused for %j, which is no currency one pays in", (code) => {
    expect(() => currencyExponent(code)).toThrow(
      expect.objectContaining({ code: "currency_unknown", details: { field: "currency_code", actual: code } })
    )
  })
})
