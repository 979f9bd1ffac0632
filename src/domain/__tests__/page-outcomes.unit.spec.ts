import {
  afterAction,
  pageOutcome,
  statusOnReturn,
  urlsFor,
  type BrowserUrl,
  type BuyerAction,
  type Channel,
  type OpenPage,
} from "../page-outcomes"
import type { PageStatus } from "../page-state"

const CHANNELS: Channel[] = ["ecommerce", "in_store", "telesales"]
const ACTIONS: BuyerAction[] = ["open", "approve", "decline", "fail", "leave", "walk_away"]
const STATUSES: PageStatus[] = [
  "WAITING",
  "IN_PROGRESS",
  "MANUAL_ID_CHECK",
  "TIMEOUT",
  "BACK",
  "FAILED",
  "ERROR",
  "COMPLETED",
  "CANCELLED",
  "DISABLED",
]
const FINAL: PageStatus[] = ["COMPLETED", "CANCELLED", "DISABLED"]
const URLS: BrowserUrl[] = ["success", "failure", "error", "back", "cancel"]
const subsets = <Entry>(entries: Entry[]): Entry[][] =>
  entries.reduce<Entry[][]>((sets, entry) => [...sets, ...sets.map((set) => [...set, entry])], [[]])

const pages: OpenPage[] = CHANNELS.flatMap((channel) =>
  STATUSES.flatMap((status) => subsets(URLS).map((urls) => ({ channel, status, urls })))
)

describe("what Klarna's page does", () => {
  it.each<[Channel, BrowserUrl[], BuyerAction, PageStatus, BrowserUrl | "klarna" | "gone"]>([
    ["ecommerce", ["back"], "leave", "BACK", "back"],
    ["ecommerce", ["cancel"], "leave", "BACK", "cancel"],
    ["ecommerce", ["back", "cancel"], "leave", "BACK", "back"],
    ["ecommerce", [], "leave", "BACK", "klarna"],
    ["in_store", ["back"], "leave", "BACK", "back"],
    ["in_store", ["cancel"], "leave", "CANCELLED", "cancel"],
    ["in_store", ["back", "cancel"], "leave", "BACK", "back"],
    ["in_store", [], "leave", "CANCELLED", "klarna"],
    ["telesales", ["back"], "leave", "BACK", "back"],
    ["telesales", ["cancel"], "leave", "CANCELLED", "cancel"],
    ["telesales", ["back", "cancel"], "leave", "BACK", "back"],
    ["telesales", [], "leave", "CANCELLED", "klarna"],
    ["ecommerce", ["success"], "approve", "COMPLETED", "success"],
    ["telesales", [], "approve", "COMPLETED", "klarna"],
    ["ecommerce", ["failure"], "decline", "FAILED", "failure"],
    ["ecommerce", ["failure"], "fail", "ERROR", "failure"],
    ["ecommerce", ["failure", "error"], "fail", "ERROR", "error"],
    ["in_store", ["success"], "open", "IN_PROGRESS", "klarna"],
    ["in_store", ["success"], "walk_away", "IN_PROGRESS", "gone"],
  ])("%s with %j, %s: %s, the browser to %s", (channel, urls, action, status, browser) => {
    expect(afterAction({ channel, urls, status: "IN_PROGRESS" }, action)).toEqual({ status, browser })
  })

  it("never leaves a final status, whatever is given and done", () => {
    for (const page of pages.filter(({ status }) => FINAL.includes(status))) {
      for (const action of ACTIONS) expect(afterAction(page, action).status).toBe(page.status)
    }
  })

  it("is never cancelled in e-commerce", () => {
    const open = pages.filter(({ channel, status }) => channel === "ecommerce" && status !== "CANCELLED")
    for (const page of open) {
      for (const action of ACTIONS) expect(afterAction(page, action).status).not.toBe("CANCELLED")
    }
  })

  it("sends nobody to an address that it was not given", () => {
    for (const page of pages) {
      for (const action of ACTIONS) {
        expect([...page.urls, "klarna", "gone"]).toContain(afterAction(page, action).browser)
      }
    }
  })
})

describe("the addresses that a page is given", () => {
  it.each<[Channel, PageStatus]>([
    ["ecommerce", "BACK"],
    ["in_store", "CANCELLED"],
    ["telesales", "CANCELLED"],
  ])("of %s: leaving makes it %s", (channel, status) => {
    const urls = urlsFor(channel)
    expect(urls.filter((url) => url === "back" || url === "cancel")).toHaveLength(1)
    expect(afterAction({ channel, urls, status: "IN_PROGRESS" }, "leave").status).toBe(status)
  })
})

describe("a browser that comes back", () => {
  it.each<[Channel, BrowserUrl, PageStatus]>([
    ["ecommerce", "back", "BACK"],
    ["ecommerce", "cancel", "BACK"],
    ["telesales", "cancel", "CANCELLED"],
    ["in_store", "back", "BACK"],
    ["in_store", "failure", "FAILED"],
    ["ecommerce", "error", "ERROR"],
    ["ecommerce", "success", "COMPLETED"],
  ])("of %s to %s: its page is %s", (channel, url, status) => {
    expect(statusOnReturn(channel, url)).toBe(status)
  })
})

describe("what a status of the page means", () => {
  it.each<[PageStatus, string, string | null]>([
    ["WAITING", "note", null],
    ["IN_PROGRESS", "note", null],
    ["DISABLED", "note", null],
    ["COMPLETED", "sync", null],
    ["BACK", "read_page", "klarna.session.went_back"],
    ["FAILED", "read_page", "klarna.session.declined"],
    ["ERROR", "read_page", "klarna.session.failed"],
    ["TIMEOUT", "read_page", null],
    ["MANUAL_ID_CHECK", "read_page", null],
  ])("%s: %s, telling %s, and nothing ends", (status, signal, event) => {
    for (const channel of CHANNELS) {
      expect(pageOutcome(status, channel)).toEqual({ signal, event, closes: null, endsPayment: false })
    }
  })

  it.each<Channel>(["in_store", "telesales"])("CANCELLED in %s ends the payment behind it", (channel) => {
    expect(pageOutcome("CANCELLED", channel)).toEqual({
      signal: "read_page",
      event: "klarna.session.cancelled",
      closes: "cancelled",
      endsPayment: true,
    })
  })

  it("CANCELLED in e-commerce, which Klarna rules out, ends the page alone: the buyer went back", () => {
    expect(pageOutcome("CANCELLED", "ecommerce")).toEqual({
      signal: "read_page",
      event: "klarna.session.went_back",
      closes: "cancelled",
      endsPayment: false,
    })
  })

  it.each(["", "completed", "SOMETHING_NEW", "__proto__"])(
    "%p, which nobody knows: the page is looked at, and nobody is told",
    (status) => {
      expect(pageOutcome(status, "telesales")).toEqual({
        signal: "read_page",
        event: null,
        closes: null,
        endsPayment: false,
      })
    }
  )
})
