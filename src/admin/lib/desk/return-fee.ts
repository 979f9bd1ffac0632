import { parseAmount, type AmountProblem } from "./minor-amount"

/** A fee that is kept back, in minor units; 0 when none was typed. */
export type Fee = { minor: number; problem?: Exclude<AmountProblem, "amount_missing"> | "fee_too_high" }

/** @param refund what it is kept back from, in minor units */
export function feeOf(text: string, refund: number, currencyCode: string): Fee {
  const parsed = parseAmount(text, currencyCode)
  if ("problem" in parsed) {
    return parsed.problem === "amount_missing" ? { minor: 0 } : { minor: 0, problem: parsed.problem }
  }
  // Nothing chosen yet is no reason to complain about the fee.
  if (refund > 0 && parsed.minor >= refund) return { minor: 0, problem: "fee_too_high" }
  return { minor: refund > 0 ? parsed.minor : 0 }
}
