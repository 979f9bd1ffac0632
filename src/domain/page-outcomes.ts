import type { PageStatus } from "./page-state"

/** How the buyer reached the page. Klarna knows it as the payment's acquiring channel. */
export type Channel = "ecommerce" | "in_store" | "telesales"

/** Members of `merchant_urls` that a browser can be sent to. */
export type BrowserUrl = "success" | "failure" | "error" | "back" | "cancel"

/** What a buyer can do on the page, or Klarna for them. `leave` is the only button that leads away. */
export type BuyerAction = "open" | "approve" | "decline" | "fail" | "leave" | "walk_away"

export type OpenPage = { channel: Channel; urls: readonly BrowserUrl[]; status: PageStatus }

/** `klarna`: the browser stays on a page of Klarna's. `gone`: it was closed, and nobody tells us. */
export type AfterAction = { status: PageStatus; browser: BrowserUrl | "klarna" | "gone" }

/**
 * Which addresses a page is given. In e-commerce the buyer can go back, and the page stays payable; in the store and on
 * the phone they cancel, which ends it. Only one of the two is ever given, because Klarna shows one button.
 *
 * @see klarna-hpp §6
 */
export function urlsFor(channel: Channel): readonly BrowserUrl[] {
  return ["success", channel === "ecommerce" ? "back" : "cancel", "failure", "error"]
}

/**
 * What Klarna's page does with what the buyer does on it.
 *
 * @see klarna-hpp §5 where the browser goes when an address is missing, §6 back and cancel, §8.2 transitions
 */
export function afterAction(page: OpenPage, action: BuyerAction): AfterAction {
  if (action === "walk_away") return { status: page.status, browser: "gone" }
  if (isFinal(page.status)) return { status: page.status, browser: "klarna" }
  switch (action) {
    case "open":
      return { status: "IN_PROGRESS", browser: "klarna" }
    case "approve":
      return { status: "COMPLETED", browser: given(page, "success") }
    case "decline":
      return { status: "FAILED", browser: given(page, "failure") }
    case "fail":
      return { status: "ERROR", browser: given(page, "error", "failure") }
    case "leave":
      return leave(page)
  }
}

/** Back wins over cancel. A cancel address never ends anything in e-commerce: it is a second way back. */
function leave(page: OpenPage): AfterAction {
  const stays = page.urls.includes("back") || page.channel === "ecommerce"
  return { status: stays ? "BACK" : "CANCELLED", browser: given(page, "back", "cancel") }
}

const given = ({ urls }: OpenPage, ...wanted: BrowserUrl[]): BrowserUrl | "klarna" =>
  wanted.find((url) => urls.includes(url)) ?? "klarna"

const isFinal = (status: PageStatus) =>
  status === "COMPLETED" || status === "CANCELLED" || status === "DISABLED"

/** The status that a page has when it sent a browser to one of our addresses. */
export function statusOnReturn(channel: Channel, url: BrowserUrl): PageStatus {
  return afterAction({ channel, urls: [url], status: "IN_PROGRESS" }, ARRIVED_BY[url]).status
}

const ARRIVED_BY: Record<BrowserUrl, BuyerAction> = {
  success: "approve",
  failure: "decline",
  error: "fail",
  back: "leave",
  cancel: "leave",
}

export type PageOutcome = {
  /**
   * What a callback with this status leads to. `note`: a hint, nothing depends on it but whether an open page has to be
   * replaced. `read_page`: the page is read before anybody is told. `sync`: the payment is read and decides.
   */
  signal: "note" | "read_page" | "sync"
  /** What the shop is told, once, when the page says so itself. */
  event: `klarna.session.${"went_back" | "declined" | "failed" | "cancelled"}` | null
  /** What the ledger keeps of the page: it is over at Klarna. */
  closes: "cancelled" | null
  /** Nobody is to pay any more: Klarna's order behind the page is ended too. */
  endsPayment: boolean
}

const quiet = { event: null, closes: null, endsPayment: false } as const

/**
 * What a status of the page means here. Never money, which the payment alone decides.
 *
 * @param status Klarna's word; one that nobody knows decides nothing, and page and payment are looked at
 */
export function pageOutcome(status: string, channel: Channel): PageOutcome {
  switch (status as PageStatus) {
    case "WAITING":
    case "IN_PROGRESS":
    case "DISABLED":
      return { ...quiet, signal: "note" }
    case "COMPLETED":
      return { ...quiet, signal: "sync" }
    case "BACK":
      return { ...quiet, signal: "read_page", event: "klarna.session.went_back" }
    case "FAILED":
      return { ...quiet, signal: "read_page", event: "klarna.session.declined" }
    case "ERROR":
      return { ...quiet, signal: "read_page", event: "klarna.session.failed" }
    case "CANCELLED":
      return channel === "ecommerce" ? CANCELLED_IN_ECOMMERCE : CANCELLED
    case "TIMEOUT":
    case "MANUAL_ID_CHECK":
      return { ...quiet, signal: "read_page" }
    default:
      return { ...quiet, signal: "read_page" }
  }
}

const CANCELLED: PageOutcome = {
  signal: "read_page",
  event: "klarna.session.cancelled",
  closes: "cancelled",
  endsPayment: true,
}

/** Klarna says that it does not happen. If it does, this page is over, and the buyer is back in the shop's checkout. */
const CANCELLED_IN_ECOMMERCE: PageOutcome = {
  ...CANCELLED,
  event: "klarna.session.went_back",
  endsPayment: false,
}
