import { useState } from "react"
import type { KlarnaOrder } from "../klarna-order"
import { parseAmount, toMajor, type AmountProblem } from "./minor-amount"
import { isGoods, leftOf, limitOf, partTotal, pickAll, type PartKind, type Picks } from "./part-total"

export type PartMode = "items" | "amount"

/** Why a part cannot be sent; a key under `desk.problem` of the texts. */
export type PartProblem = AmountProblem | "nothing_chosen" | "quantity_too_high" | "too_much"

type Request = { items: { id: string; quantity: number }[] } | { amount: number }

/** What staff have chosen to capture or refund, and what it comes to. Amounts in minor units. */
export function usePart(kind: PartKind, order: KlarnaOrder) {
  const hasLines = order.lines.some((line) => isGoods(line) && leftOf(kind, line) > 0)
  const [mode, setMode] = useState<PartMode>(hasLines ? "items" : "amount")
  // What is shipped is mostly all that is left, what comes back is mostly some of it.
  const [picks, setPicks] = useState<Picks>(kind === "capture" ? pickAll(kind, order) : {})
  const [amountText, setAmountText] = useState("")
  const limit = limitOf(kind, order)
  const chosen =
    mode === "items" ? fromPicks(kind, order, picks) : fromAmount(amountText, order.currency_code)
  const problem: PartProblem | undefined = chosen.problem ?? (chosen.amount > limit ? "too_much" : undefined)
  return {
    kind,
    hasLines,
    mode,
    setMode,
    picks,
    setQuantity: (id: string, quantity: number) => setPicks((before) => ({ ...before, [id]: quantity })),
    pickAll: () => setPicks(pickAll(kind, order)),
    pickNone: () => setPicks({}),
    amountText,
    setAmountText,
    limit,
    amount: chosen.amount,
    credits: chosen.credits,
    problem,
    request: toRequest(mode, picks, chosen.amount, order.currency_code),
  }
}

export type PartState = ReturnType<typeof usePart>

type Chosen = { amount: number; credits: number; problem?: PartProblem }

function fromPicks(kind: PartKind, order: KlarnaOrder, picks: Picks): Chosen {
  const { amount, credits } = partTotal(kind, order, picks)
  const isTooMany = order.lines.some((line) => (picks[line.id] ?? 0) > leftOf(kind, line))
  const problem = isTooMany ? "quantity_too_high" : amount > 0 ? undefined : "nothing_chosen"
  return { amount, credits, problem }
}

function fromAmount(text: string, currencyCode: string): Chosen {
  const parsed = parseAmount(text, currencyCode)
  return "minor" in parsed
    ? { amount: parsed.minor, credits: 0 }
    : { amount: 0, credits: 0, problem: parsed.problem }
}

function toRequest(mode: PartMode, picks: Picks, amount: number, currencyCode: string): Request {
  if (mode === "amount") return { amount: toMajor(amount, currencyCode) }
  const items = Object.entries(picks).flatMap(([id, quantity]) => (quantity > 0 ? [{ id, quantity }] : []))
  return { items }
}
