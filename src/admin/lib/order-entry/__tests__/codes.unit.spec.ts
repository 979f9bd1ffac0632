import { refusalOfCode, whyNothing } from "../codes"

const NOW = Date.parse("2026-11-22T12:00:00Z")
const lines = (...codes: string[]) =>
  ({ items: [{ adjustments: codes.map((code) => ({ code })) }], shipping_methods: [{}] }) as never

describe("a promotion code of a draft", () => {
  it("was not said to take nothing off when another code did", () => {
    expect(whyNothing({ code: "OTHER", campaign: null }, lines("TENOFF"), NOW)).toEqual({ key: "nothing" })
    expect(whyNothing({ code: "TENOFF", campaign: null }, lines("TENOFF"), NOW)).toBeUndefined()
  })

  it.each([
    ["early", { starts_at: "2026-12-01T00:00:00Z", ends_at: null }, "2026-12-01T00:00:00Z"],
    ["over", { starts_at: null, ends_at: "2026-10-31T00:00:00Z" }, "2026-10-31T00:00:00Z"],
    ["nothing", { starts_at: "2026-11-01T00:00:00Z", ends_at: "2026-12-31T00:00:00Z" }, undefined],
  ])("says that it is %s", (key, campaign, date) => {
    expect(whyNothing({ code: "AUTUMN", campaign }, lines(), NOW)).toEqual(date ? { key, date } : { key })
  })

  it.each([
    ['Promotion code "NOPE" not found', "unknown"],
    ['Promotion code "OLD" is not active', "inactive"],
    ["Something else", undefined],
  ])("has words for %s", (message, key) => {
    expect(refusalOfCode(new Error(message))).toBe(key)
  })
})
