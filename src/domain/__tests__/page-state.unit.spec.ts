import { isPageStatus, onPageSignal, pageEvent } from "../page-state"

describe("what a signal about the page leads to", () => {
  it.each([
    ["WAITING", "note", undefined],
    ["IN_PROGRESS", "note", undefined],
    ["DISABLED", "note", undefined],
    ["COMPLETED", "sync", undefined],
    ["BACK", "read_page", "klarna.session.went_back"],
    ["FAILED", "read_page", "klarna.session.declined"],
    ["ERROR", "read_page", "klarna.session.failed"],
    ["CANCELLED", "read_page", "klarna.session.cancelled"],
    ["TIMEOUT", "read_page", undefined],
    ["MANUAL_ID_CHECK", "read_page", undefined],
  ])("%s -> %s, telling %s", (status, todo, event) => {
    expect(onPageSignal(status)).toBe(todo)
    expect(pageEvent(status)).toBe(event)
  })

  it.each(["", "completed", "SOMETHING_NEW", "__proto__"])(
    "looks at the page for %p, a status that nobody knows, and tells nobody",
    (status) => {
      expect(onPageSignal(status)).toBe("read_page")
      expect(pageEvent(status)).toBeUndefined()
    }
  )
})

describe("a status of a page", () => {
  it.each(["WAITING", "BACK", "TIMEOUT", "DISABLED"])("%s is known", (status) => {
    expect(isPageStatus(status)).toBe(true)
  })

  it.each(["EXPIRED", "back", "constructor", ""])("%j is nobody's, and raises the alarm", (status) => {
    expect(isPageStatus(status)).toBe(false)
  })
})
