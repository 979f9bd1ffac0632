import { parseAmount, toMajor, toMinor } from "../minor-amount"

describe("an amount that staff type", () => {
  it.each([
    ["12.5", "sek", 1250],
    ["12,50", "sek", 1250],
    [" 1 234,5 ", "sek", 123450],
    ["7", "sek", 700],
    ["7.", "sek", 700],
    ["0,01", "eur", 1],
    ["0.29", "eur", 29],
    ["500", "jpy", 500],
  ])("reads %j in %s as %d minor units", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toEqual({ minor })
  })

  it.each([
    ["", "amount_missing"],
    ["  ", "amount_missing"],
    ["abc", "amount_malformed"],
    ["-5", "amount_malformed"],
    ["1e3", "amount_malformed"],
    ["1.234,50", "amount_malformed"],
    [",5", "amount_malformed"],
    ["1.234", "amount_decimals"],
    ["0", "amount_zero"],
    ["0,00", "amount_zero"],
  ])("says of %j: %s", (text, problem) => {
    expect(parseAmount(text, "sek")).toEqual({ problem })
  })

  it("goes from major to minor units and back without losing one", () => {
    for (const major of [0.29, 1.005, 1463.8, 2917.7, 8.2]) {
      const minor = toMinor(major, "sek")
      expect(Number.isInteger(minor)).toBe(true)
      expect(toMinor(toMajor(minor, "sek"), "sek")).toBe(minor)
    }
    expect(toMinor(1463.8, "sek")).toBe(146380)
    expect(toMajor(500, "jpy")).toBe(500)
  })
})
