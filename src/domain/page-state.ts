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
