import { currencyExponent } from "../../../../domain/currencies"
import { differenceSentence, remedySentence } from "../../../../domain/difference-sentences"
import { toMajor, type MinorUnits } from "../../../../domain/money"
import type { DifferenceRow } from "../../../../modules/klarna/rows"

/** A difference as our routes answer it: amounts in major units, and in words. */
export function showDifference(row: DifferenceRow) {
  const currency = row.currency_code.toUpperCase()
  const major = (amount: number | null) =>
    amount === null ? null : toMajor(amount as MinorUnits, currencyExponent(row.currency_code))
  const inWords = (amount: number | null) => `${major(amount) ?? "?"} ${currency}`
  const asNumber = (amount: number | null) => (amount === null ? null : Number(major(amount)))
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    remedy: row.remedy,
    description: differenceSentence(row.kind, inWords(row.klarna_amount), inWords(row.medusa_amount)),
    will_do: row.state === "open" ? remedySentence(row.remedy, inWords(row.amount)) : null,
    klarna_amount: asNumber(row.klarna_amount),
    medusa_amount: asNumber(row.medusa_amount),
    amount: asNumber(row.amount),
    currency_code: row.currency_code,
    purchase_id: row.purchase_id,
    klarna_order_id: row.klarna_order_id,
    order_id: row.order_id,
    found_at: row.found_at,
    seen_at: row.seen_at,
    closed_at: row.closed_at,
    mended_by: row.closed_by,
    last_error: row.last_error,
  }
}
