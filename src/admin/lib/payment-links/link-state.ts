import type { Session, SessionDetail } from "./session"

type Color = "green" | "red" | "blue" | "orange" | "grey"
/** A shape of its own for each kind: nobody has to tell colours apart. */
export type Shape =
  "clock" | "eye" | "back" | "cross" | "check" | "half" | "shield" | "lock" | "minus" | "swap"

type Look = { color: Color; shape: Shape }

const LOOKS: Readonly<Record<string, Look>> = {
  opening: { color: "grey", shape: "clock" },
  waiting: { color: "orange", shape: "clock" },
  in_progress: { color: "blue", shape: "eye" },
  manual_id_check: { color: "blue", shape: "shield" },
  timeout: { color: "blue", shape: "eye" },
  back: { color: "orange", shape: "back" },
  failed: { color: "red", shape: "cross" },
  error: { color: "red", shape: "cross" },
  authorized: { color: "blue", shape: "half" },
  pending: { color: "orange", shape: "shield" },
  completed: { color: "green", shape: "check" },
  cancelled: { color: "grey", shape: "minus" },
  disabled: { color: "grey", shape: "lock" },
  replaced: { color: "grey", shape: "swap" },
  expired: { color: "grey", shape: "clock" },
}

/** What a state that nobody here knows looks like. */
const UNKNOWN: Look = { color: "grey", shape: "half" }

export const lookOf = (state: string): Look => LOOKS[state] ?? UNKNOWN

export const isKnownState = (state: string): boolean => Object.hasOwn(LOOKS, state)

const PAYABLE = ["opening", "waiting", "in_progress", "manual_id_check", "timeout", "back", "failed", "error"]

/** Whether the buyer can still pay by it. */
export const isPayable = ({ state, closed_at }: Pick<Session, "state" | "closed_at">): boolean =>
  closed_at === null && PAYABLE.includes(state)

export const isPaid = ({ state }: Pick<Session, "state">): boolean => state === "completed"

/** Whether the picture may change without anybody here doing anything. */
export const isMoving = (session: Session): boolean =>
  isPayable(session) ||
  session.state === "authorized" ||
  session.state === "pending" ||
  (isPaid(session) && session.order?.is_draft_order === true)

/** What follows from an end, such as the end of the order, is there by then. */
const SETTLES_WITHIN_MS = 20_000

/** Whether something may still follow from what has happened. @param now of the ledger's clock, ISO 8601 */
export function isSettling({ session, now }: { session: SessionDetail; now?: string }): boolean {
  if (session.events?.some(({ processed_at }) => processed_at === null)) return true
  if (!session.closed_at || !now) return false
  return Date.parse(now) - Date.parse(session.closed_at) < SETTLES_WITHIN_MS
}

/** Whether Klarna took a payment back that it had looked at more closely. Its page is over. */
export const isRejected = ({ state, close_reason }: Pick<Session, "state" | "close_reason">): boolean =>
  state === "failed" && close_reason === "completed"
