import type { HppSessionRecord, Purchase } from "../state/records"

export type LeaveAction = {
  button: "back" | "cancel"
  /** The actions that press this button. */
  accepts: readonly ("back" | "cancel")[]
  status: "BACK" | "CANCELLED"
  url: string | undefined
}

/**
 * The page has one way out. In e-commerce a cancel address counts as a back address and nothing is
 * cancelled; in a store or on the phone, cancel ends the session unless there is a back address. KP has the
 * channel on the session itself, KCO among its options.
 */
export function leaveAction({ merchant_urls }: HppSessionRecord, { body }: Purchase): LeaveAction {
  const { back, cancel } = merchant_urls
  const channel = String(
    body.acquiring_channel ?? body.options.acquiring_channel ?? "ECOMMERCE"
  ).toUpperCase()
  if (channel === "ECOMMERCE") {
    return {
      button: back || cancel ? "back" : "cancel",
      accepts: ["back", "cancel"],
      status: "BACK",
      url: back ?? cancel,
    }
  }
  return back
    ? { button: "back", accepts: ["back"], status: "BACK", url: back }
    : { button: "cancel", accepts: ["cancel"], status: "CANCELLED", url: cancel }
}
