import { cutText, LIMITS, tidyText } from "./limits"
import { compareDecimals, negateDecimal } from "./money"
import { type LineText, planUntaxedLine, type PlannedLine } from "./planned-line"
import type { SourceCreditLine } from "./purchase-source"

/**
 * Plans the lines of credits and gift cards: negative and without tax, because they pay and the tax stays on
 * the goods. A negative credit, which an order gets when the shop is owed more, is a surcharge.
 */
export function planCreditLines(credits: readonly SourceCreditLine[]): PlannedLine[] {
  return credits
    .filter(({ amount }) => compareDecimals(amount, "0") !== 0)
    .map((credit) => planUntaxedLine(credit.id, negateDecimal(credit.amount), toCreditText(credit)))
}

function toCreditText(credit: SourceCreditLine): LineText {
  const reference = tidyText(credit.referenceId) || tidyText(credit.reference) || credit.id
  return { ...toKind(credit), reference: cutText(reference, LIMITS.reference) }
}

function toKind({ amount, reference }: SourceCreditLine): Pick<LineText, "type" | "name"> {
  if (compareDecimals(amount, "0") < 0) {
    return { type: "surcharge", name: "Adjustment" }
  }
  // Medusa has one kind of credit line; what wrote it names itself in `reference`.
  return /gift.?card/i.test(reference ?? "")
    ? { type: "gift_card", name: "Gift card" }
    : { type: "store_credit", name: "Store credit" }
}
