import type { HppSessionRecord, Purchase } from "../state/records"
import { acquiringChannel } from "./acquiring-channel"

export type LeaveAction = {
  button: "back" | "cancel"
  /** The actions that press this button. */
  accepts: readonly ("back" | "cancel")[]
  status: "BACK" | "CANCELLED"
  url: string | undefined
}

/**
 * The page has one way out. In e-commerce a cancel address counts as a back address and nothing is
 * cancelled; in a store or on the phone, cancel ends the session unless there is a back address.
 */
export function leaveAction({ merchant_urls }: HppSessionRecord, purchase: Purchase): LeaveAction {
  const { back, cancel } = merchant_urls
  if (acquiringChannel(purchase) === "ECOMMERCE") {
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
