import { createHash } from "node:crypto"

import type { KlarnaOrderDraft } from "./klarna-order-draft"

/** A line as Klarna tells it: defaults filled in, empty texts for what was left out, or fields missing. */
export type ReadOrderLine = {
  type?: string | null
  reference?: string | null
  quantity?: number | null
  total_amount?: number | null
  total_tax_amount?: number | null
}

/** The parts of a KCO or Order Management order that say what was bought. */
export type ReadOrder = {
  purchase_country?: string | null
  purchase_currency?: string | null
  order_amount?: number | null
  /** Order Management does not tell it. */
  order_tax_amount?: number | null
  order_lines?: readonly ReadOrderLine[] | null
}

/**
 * Whether Klarna's order is the purchase that the cart or order makes now: amounts, currency, country and lines.
 *
 * Lines are compared as a set with repetitions, because neither Medusa nor Klarna promises their order, and a
 * paid order must not be given up over it. Names, prices per piece and pictures may differ.
 *
 * @returns the differences as sentences without personal data, for logs and alarms
 */
export function samePurchase(klarnaOrder: ReadOrder, draft: KlarnaOrderDraft) {
  const differences = [
    ...differenceOf("order_amount", klarnaOrder.order_amount, draft.order_amount),
    ...(klarnaOrder.order_tax_amount == null
      ? []
      : differenceOf("order_tax_amount", klarnaOrder.order_tax_amount, draft.order_tax_amount)),
    ...differenceOf(
      "purchase_currency",
      upper(klarnaOrder.purchase_currency),
      upper(draft.purchase_currency)
    ),
    ...differenceOf("purchase_country", upper(klarnaOrder.purchase_country), upper(draft.purchase_country)),
    ...lineDifferences(klarnaOrder.order_lines ?? [], draft.order_lines),
  ]
  return { equal: differences.length === 0, differences }
}

/**
 * Identifies what a draft says, to know without a call whether Klarna has it already. The order of lines and of
 * fields does not count.
 *
 * @returns SHA-256, hexadecimal
 */
export function payloadHash(draft: KlarnaOrderDraft): string {
  const order_lines = draft.order_lines.map(canonicalJson).sort()
  return createHash("sha256")
    .update(canonicalJson({ ...draft, order_lines }))
    .digest("hex")
}

function differenceOf(field: string, atKlarna: unknown, ours: unknown): string[] {
  return atKlarna === ours ? [] : [`${field}: ${String(atKlarna)} at Klarna, ${String(ours)} in Medusa`]
}

function lineDifferences(atKlarna: readonly ReadOrderLine[], ours: readonly ReadOrderLine[]): string[] {
  const unmatched = ours.map(describeLine)
  const onlyAtKlarna = atKlarna.map(describeLine).filter((line) => {
    const match = unmatched.indexOf(line)
    if (match >= 0) {
      unmatched.splice(match, 1)
    }
    return match < 0
  })
  return [
    ...onlyAtKlarna.map((line) => `order_lines: only at Klarna ${line}`),
    ...unmatched.map((line) => `order_lines: only in Medusa ${line}`),
  ]
}

/** Equal for equal lines, whether Klarna filled in a default, sent an empty text or left a field out. */
function describeLine(line: ReadOrderLine): string {
  const { type, reference, quantity, total_amount, total_tax_amount } = line
  return `${type || "physical"} ${reference || "-"}: ${quantity} for ${total_amount}, tax ${total_tax_amount ?? 0}`
}

const upper = (code: string | null | undefined) => code?.toUpperCase()

/** JSON with sorted keys and without absent fields. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner
  )
}
