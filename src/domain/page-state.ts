/**
 * The page tells about back, cancel, decline and closing; never about money.
 *
 * @see klarna-hpp: statuses of a session. `TIMEOUT` occurs in callbacks only, `MANUAL_ID_CHECK` in the API description only
 */
export type PageStatus =
  | "WAITING"
  | "IN_PROGRESS"
  | "MANUAL_ID_CHECK"
  | "TIMEOUT"
  | "BACK"
  | "FAILED"
  | "ERROR"
  | "COMPLETED"
  | "CANCELLED"
  | "DISABLED"

/**
 * What a callback with this status leads to.
 *
 * - `note`: remembered as a hint; nothing depends on it but whether an open page has to be replaced
 * - `read_page`: the page is read before anybody is told
 * - `sync`: the payment is read and decides
 */
export function onPageSignal(status: string): "note" | "read_page" | "sync" {
  switch (status as PageStatus) {
    case "WAITING":
    case "IN_PROGRESS":
    case "DISABLED":
      return "note"
    case "COMPLETED":
      return "sync"
    case "BACK":
    case "FAILED":
    case "ERROR":
    case "CANCELLED":
    case "TIMEOUT":
    case "MANUAL_ID_CHECK":
      return "read_page"
    default:
      // A status that nobody knows decides nothing: look at both.
      return "read_page"
  }
}

/** The event that tells the shop about a state of the page, if any. */
export function pageEvent(status: string): `klarna.session.${string}` | undefined {
  switch (status as PageStatus) {
    case "BACK":
      return "klarna.session.went_back"
    case "FAILED":
      return "klarna.session.declined"
    case "ERROR":
      return "klarna.session.failed"
    case "CANCELLED":
      return "klarna.session.cancelled"
    case "WAITING":
    case "IN_PROGRESS":
    case "MANUAL_ID_CHECK":
    case "TIMEOUT":
    case "COMPLETED":
    case "DISABLED":
      return undefined
    default:
      return undefined
  }
}

const KNOWN: Record<PageStatus, true> = {
  WAITING: true,
  IN_PROGRESS: true,
  MANUAL_ID_CHECK: true,
  TIMEOUT: true,
  BACK: true,
  FAILED: true,
  ERROR: true,
  COMPLETED: true,
  CANCELLED: true,
  DISABLED: true,
}

/** A status that nobody here knows decides nothing; whoever reads one raises the alarm. */
export const isPageStatus = (status: string): status is PageStatus => Object.hasOwn(KNOWN, status)
