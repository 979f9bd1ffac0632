import { explainRefusal } from "./explain-refusal"
import { type Finding, type Found, shownOf } from "./finding"
import { isRecord } from "./is-record"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import { requireMarket } from "./markets"
import {
  applyLineCount,
  applyLineRules,
  applySum,
  applyTextRules,
  taxOfLines,
  type Breach,
} from "./order-rules"
import { sumMinor } from "./money"
import { readPayloadLine } from "./read-payload-line"
import { returnFeeObstacle } from "./return-fee"

/** What a payload is for. `order`: whatever makes, changes or places one. */
export type PayloadKind = "order" | "capture" | "refund"

export type Examined = {
  kind: PayloadKind
  /** ISO 3166-1 alpha-2, where the payload itself does not say. */
  country?: string | undefined
  /** Klarna's `error_messages`, where it refused. */
  messages?: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/** The field that says how much, by kind. */
const AMOUNTS = { order: "order_amount", capture: "captured_amount", refund: "refunded_amount" } as const

/**
 * Checks a stored or pasted payload against Klarna's rules, without asking Klarna: everything that is wrong, not the
 * first of it. Lines whose fields are not numbers are named and left out of the arithmetic.
 *
 * @param payload as parsed from JSON; may be anything
 * @see Kustom Checkout API and Klarna Order Management API, `order_line`
 */
export function examinePayload(payload: unknown, { kind, country, messages = [] }: Examined): Finding[] {
  const findings: Finding[] = []
  const found = (finding: Partial<Finding> & Pick<Finding, "path" | "rule">) =>
    findings.push({
      line: null,
      reference: null,
      expected: null,
      sent: null,
      named_by_klarna: false,
      ...finding,
    })
  const report = (breach: Breach) => found(toFinding(breach))

  if (!isRecord(payload)) {
    found({ path: "", rule: "an object", sent: shownOf(payload) })
    return findings
  }
  const amountField = AMOUNTS[kind]
  const amount = integerIn(payload, amountField, found)
  const mode = { taxOnSeparateLine: taxOnSeparateLine(payload, country, found) }
  const lines = linesIn(payload, kind, found)
  applyLineCount(lines.length, report)
  const sound = lines.flatMap((line, index) => {
    const read = readPayloadLine(line, index, found)
    if (read) applyLineRules(read, index, mode, report)
    else if (isRecord(line)) applyTextRules(textsOf(line), index, report)
    return read ?? []
  })
  // With a line that cannot be read there is no sum.
  if (lines.length > 0 && sound.length === lines.length) {
    if (amount !== undefined)
      applySum(amountField, amount, sumMinor(sound.map((line) => line.total_amount)), report)
    const tax = payload.order_tax_amount
    if (kind === "order" && typeof tax === "number") {
      applySum("order_tax_amount", tax, taxOfLines(sound, mode.taxOnSeparateLine), report)
    }
  }
  if (kind === "refund") examineReturnFee(sound, country, found)
  else examineFeeless(sound, found)
  return explainRefusal(findings, payload, messages)
}

/** A missing name is found already. */
function textsOf({ name, reference, image_url, product_url }: Fields) {
  const texts = Object.entries({ reference, image_url, product_url }).filter(
    ([, text]) => typeof text === "string"
  )
  return {
    ...(Object.fromEntries(texts) as Record<string, string>),
    name: typeof name === "string" ? name : "?",
  }
}

function toFinding({ path, line, reference, field, formula, expected, actual }: Breach): Finding {
  return {
    ...{ path, line: line ?? null, reference: reference ?? null },
    rule: formula ?? field,
    ...{ expected, sent: actual, named_by_klarna: false },
  }
}

function integerIn(fields: Fields, field: string, found: Found): number | undefined {
  const value = fields[field]
  if (Number.isSafeInteger(value)) return value as number
  found({ path: field, rule: "an integer in minor units", sent: shownOf(value) })
  return undefined
}

/** Country and currency have to belong together, where the payload says both. */
function taxOnSeparateLine(payload: Fields, country: string | undefined, found: Found): boolean {
  const { purchase_country, purchase_currency } = payload
  if (typeof purchase_country === "string" && typeof purchase_currency === "string") {
    try {
      return requireMarket(purchase_country, purchase_currency).taxOnSeparateLine
    } catch {
      const sent = `${purchase_country} ${purchase_currency}`
      found({ path: "purchase_currency", rule: "the currency of a country that Klarna sells in", sent })
    }
  }
  const known = typeof purchase_country === "string" ? purchase_country : country
  return known?.toUpperCase() === "US"
}

function linesIn(payload: Fields, kind: PayloadKind, found: Found): readonly unknown[] {
  const lines = payload.order_lines
  if (Array.isArray(lines)) return lines
  // A capture or refund may say how much alone.
  if (lines !== undefined || kind === "order") {
    found({ path: "order_lines", rule: "a list of lines", sent: shownOf(lines) })
  }
  return []
}

function examineReturnFee(
  lines: readonly KlarnaOrderLine[],
  country: string | undefined,
  found: Found
): void {
  for (const [index, line] of lines.entries()) {
    if (line.type !== "return_fee") continue
    const at = { line: index, reference: line.reference ?? null }
    if (line.total_amount >= 0) {
      const path = `order_lines[${index}].total_amount`
      found({ ...at, path, rule: "a return fee is negative", expected: "< 0", sent: line.total_amount })
    }
    const isSold = !country || !returnFeeObstacle({ country, captures: 1, remaining_authorized_amount: 0 })
    if (!isSold) {
      found({
        ...at,
        path: `order_lines[${index}].type`,
        rule: "a return fee, in this country",
        sent: country,
      })
    }
  }
}

function examineFeeless(lines: readonly KlarnaOrderLine[], found: Found): void {
  for (const [index, { type, reference }] of lines.entries()) {
    if (type !== "return_fee") continue
    const path = `order_lines[${index}].type`
    found({ path, line: index, reference: reference ?? null, rule: "in refunds only", sent: type })
  }
}
