import { isPageStatus } from "../page-state"

describe("a status of a page", () => {
  it.each(["WAITING", "BACK", "TIMEOUT", "DISABLED"])("%s is known", (status) => {
    expect(isPageStatus(status)).toBe(true)
  })

  it.each(["EXPIRED", "back", "constructor", ""])("%j is nobody's, and raises the alarm", (status) => {
    expect(isPageStatus(status)).toBe(false)
  })
})
