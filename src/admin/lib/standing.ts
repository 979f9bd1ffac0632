import type { KlarnaOrder } from "./klarna-order"

type Color = "green" | "red" | "blue" | "orange" | "grey"

/** One word for staff, with the colour Medusa gives its like. The word is a key under `standing` of the texts. */
const COLORS = {
  waiting: "orange",
  placing: "orange",
  ended: "grey",
  reviewed: "orange",
  rejected: "red",
  authorized: "blue",
  partlyCaptured: "orange",
  captured: "green",
  partlyRefunded: "orange",
  refunded: "grey",
  cancelled: "grey",
  expired: "red",
  tokenized: "blue",
} as const satisfies Record<string, Color>

export type Standing = keyof typeof COLORS

/** Of what is paid follows the amounts; Klarna's `status` only tells an expired authorization from a cancelled one. */
export function standingOf(order: KlarnaOrder): Standing {
  switch (order.state) {
    case "new":
    case "incomplete":
      return "waiting"
    case "authorized":
    case "placing":
      return "placing"
    case "pending":
      return isCancelled(order) ? "cancelled" : "reviewed"
    case "rejected":
      return isCancelled(order) ? "cancelled" : "rejected"
    case "tokenized":
      return "tokenized"
    case "gone":
    case "aborted":
    case "unknown":
      return "ended"
    case "complete":
      return standingByAmounts(order)
  }
}

/** By staff: what Klarna refuses, it says so of. */
const isCancelled = ({ status, fraud_status }: KlarnaOrder): boolean =>
  status === "CANCELLED" && !isRefused(fraud_status)

function standingByAmounts(order: KlarnaOrder): Standing {
  const { status, fraud_status, captured_amount, refunded_amount, remaining_authorized_amount } = order
  if (captured_amount === 0) {
    if (remaining_authorized_amount === 0) return status === "EXPIRED" ? "expired" : "cancelled"
    if (fraud_status === "PENDING") return "reviewed"
    return isRefused(fraud_status) ? "rejected" : "authorized"
  }
  // What is still to be captured matters more than what went back.
  if (remaining_authorized_amount > 0) return "partlyCaptured"
  if (refunded_amount === 0) return "captured"
  return refunded_amount < captured_amount ? "partlyRefunded" : "refunded"
}

/** STOPPED: seen by other integrations, where Klarna documents REJECTED. */
const isRefused = (fraudStatus: string | null): boolean =>
  fraudStatus === "REJECTED" || fraudStatus === "STOPPED"

/** Klarna's Order Management has it: there is something to capture, refund or give back, or there was. */
export const isAtKlarna = ({ state, read }: KlarnaOrder): boolean =>
  state === "complete" || state === "pending" || read === "klarna"

export const colorOf = (standing: Standing): Color => COLORS[standing]
