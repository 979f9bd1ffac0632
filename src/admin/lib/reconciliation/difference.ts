import type { Texts } from "../../i18n/en"

export type Kind = keyof Texts["reconciliation"]["kind"]
export type Remedy = keyof Texts["reconciliation"]["remedy"]
export type DifferenceState = keyof Texts["reconciliation"]["state"]
export type Outcome = keyof Texts["reconciliation"]["outcome"]

export const STATES = ["open", "mended", "gone"] as const satisfies readonly DifferenceState[]

/** As `/admin/klarna/reconciliation` answers it; amounts in major units. */
export type Difference = {
  id: string
  kind: Kind
  state: DifferenceState
  remedy: Remedy | null
  klarna_amount: number | null
  medusa_amount: number | null
  amount: number | null
  currency_code: string
  klarna_order_id: string | null
  order_id: string | null
  order_display_id: number | null
  found_at: string
  closed_at: string | null
  mended_by: string | null
  last_error: string | null
}

/** `left`: orders that have yet to be compared; `later`: those of them that are tried again. */
export type Run = {
  id: string
  from: string
  to: string
  started_at: string
  orders: number
  left: number
  later: number
}

/** Somebody works on it this moment; what is tried again later is not waited for. */
export const isRunning = (run: Run | null | undefined): boolean => Boolean(run && run.left > run.later)
