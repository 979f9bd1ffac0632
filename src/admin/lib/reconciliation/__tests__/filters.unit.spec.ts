import { readFilters, toDay, toPeriod, toSearch } from "../filters"

const KINDS = ["amounts_differ", "captures_differ"] as const

describe("the filters in the page's address", () => {
  it("shows what is open where nothing is said, or something that nobody knows", () => {
    for (const address of ["", "state=odd&kind=odd&page=-3"]) {
      const filters = readFilters(new URLSearchParams(address), KINDS)
      expect(filters).toEqual({ state: "open", kind: undefined, page: 0 })
      expect(toSearch(filters, 20)).toBe("limit=20&offset=0&state=open")
    }
  })

  it("asks for all states by naming none", () => {
    const filters = readFilters(new URLSearchParams("state=all&kind=captures_differ&page=3"), KINDS)
    expect(toSearch(filters, 20)).toBe("limit=20&offset=40&kind=captures_differ")
  })
})

describe("a period of days", () => {
  it("holds both its days to the end", () => {
    const period = toPeriod("2026-03-01", "2026-03-01")
    expect(Date.parse(period?.to ?? "") - Date.parse(period?.from ?? "")).toBe(86_400_000)
    expect(toDay(Date.parse(period?.from ?? ""))).toBe("2026-03-01")
  })

  it.each([
    ["ends before it begins", "2026-03-02", "2026-03-01"],
    ["is longer than 92 days", "2026-01-01", "2026-04-30"],
    ["has no beginning", "", "2026-03-01"],
    ["has no end", "2026-03-01", ""],
  ])("is none when it %s", (_title, from, to) => {
    expect(toPeriod(from, to)).toBeUndefined()
  })
})
