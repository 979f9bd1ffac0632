import { buyerMessage, isRefusalCode, type RefusalCode } from "./buyer-messages"
import type { Decision } from "./decision"

/** `code` is ours, or Klarna's `error_code` where Klarna refused; `message` is for the buyer. */
export type BuyerRefusal = { code: string; message: string }

/** What a buyer is told when nothing came of what they agreed to. */
export const buyerRefusal = (code: string, locale: string | undefined): BuyerRefusal => ({
  code,
  message: buyerMessage(
    isRefusalCode(code) ? code : code === "REJECTED" ? "declined" : "unavailable",
    locale
  ),
})

/** Why a buyer who has just agreed gets no order, where a decision says that for certain. */
export function refusalOf(act: Decision["act"]): RefusalCode | undefined {
  switch (act) {
    case "drop_authorization":
    case "end":
    case "give_back":
      return "cart_changed"
    case "close":
    case "cancel_order":
      return "declined"
    default:
      return undefined
  }
}
