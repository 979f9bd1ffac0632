import { PAGE_SIZE, readListQuery, toSearch, withChange } from "../list-query"

const NOW = Date.parse("2026-03-01T12:00:30.000Z")
const search = (address: string) =>
  Object.fromEntries(new URLSearchParams(toSearch(readListQuery(new URLSearchParams(address)), NOW)))

describe("the list's address", () => {
  it("asks for links only, newest first, one page, when it says nothing", () => {
    expect(search("")).toEqual({ limit: String(PAGE_SIZE), offset: "0", links: "true" })
  })

  it("becomes the question to the server", () => {
    const address = "q=%20%2312%20&state=open&channel=in_store&agent=user_1&age=day&show=all&page=3"
    expect(search(address)).toEqual({
      limit: String(PAGE_SIZE),
      offset: String(2 * PAGE_SIZE),
      q: "#12",
      state: "open",
      channel: "in_store",
      created_by: "user_1",
      created_after: "2026-02-28T12:00:00.000Z",
    })
  })

  it.each([
    "state=nope",
    "channel=nope",
    "age=nope",
    "age=toString",
    "page=0",
    "page=-1",
    "page=1.5",
    "page=x",
  ])("leaves out what somebody typed into it: %s", (address) => expect(search(address)).toEqual(search("")))

  it("starts another selection on its first page", () => {
    const changed = withChange(new URLSearchParams("state=open&page=4"), {
      state: undefined,
      channel: "telesales",
    })
    expect(changed.toString()).toBe("channel=telesales")
  })

  it("keeps the filters when the page is turned", () => {
    expect(withChange(new URLSearchParams("state=open&page=4"), { page: "5" }).toString()).toBe(
      "state=open&page=5"
    )
  })
})
