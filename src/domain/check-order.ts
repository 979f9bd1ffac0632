import { KlarnaMappingError, type MappingErrorDetails } from "./errors"
import type { KlarnaOrderDraft, KlarnaOrderLine, KlarnaOrderLineType } from "./klarna-order-draft"
import { LIMITS, textLength } from "./limits"
import { requireMarket } from "./markets"
import { sumMinor } from "./money"

/** Lines that only ever take something off, and carry no tax. */
const PAYING_TYPES: ReadonlySet<KlarnaOrderLineType> = new Set(["gift_card", "store_credit"])
const NEGATIVE_TYPES: ReadonlySet<KlarnaOrderLineType> = new Set([...PAYING_TYPES, "discount"])
const POSITIVE_TYPES: ReadonlySet<KlarnaOrderLineType> = new Set(["shipping_fee", "surcharge", "sales_tax"])

/** Is the tax on a line of its own? By market, or as a caller with a market of his own says. */
type TaxMode = { taxOnSeparateLine: boolean }

/**
 * Verifies every rule Klarna has for an order's amounts, lines and texts, before it is sent: our error can name
 * the item and both numbers, a refusal from outside may not.
 *
 * @throws {KlarnaMappingError} `lines_do_not_add_up` (an equation), `sign_not_allowed`, `limit_exceeded`,
 *   `too_many_lines`; details name line, reference, rule, expected and actual
 * @see Kustom Checkout API, `order_line`; Klarna, "Tax handling"
 */
export function checkOrder(
  draft: KlarnaOrderDraft,
  { taxOnSeparateLine }: TaxMode = requireMarket(draft.purchase_country, draft.purchase_currency)
): void {
  checkLineCount(draft.order_lines.length)
  draft.order_lines.forEach((line, index) => {
    const check = checkerOf(line, index)
    checkLimits(line, check)
    checkSigns(line, check)
    checkEquations(line, check)
    checkTaxMode(line, taxOnSeparateLine, check)
  })
  checkSums(draft, taxOnSeparateLine)
}

/** @throws {KlarnaMappingError} `too_many_lines` with both numbers */
export function checkLineCount(count: number): void {
  if (count > LIMITS.orderLines) {
    throw new KlarnaMappingError(
      "too_many_lines",
      `The order has ${count} lines, Klarna takes at most ${LIMITS.orderLines}`,
      { rule: "order_lines", expected: LIMITS.orderLines, actual: count }
    )
  }
}

type Check = (
  holds: boolean,
  code: string,
  rule: string,
  numbers: Required<Pick<MappingErrorDetails, "expected" | "actual">>
) => void

function checkerOf({ reference }: KlarnaOrderLine, line: number): Check {
  return (holds, code, rule, { expected, actual }) => {
    if (!holds) {
      const which = `order_lines[${line}]${reference ? ` (${reference})` : ""}`
      throw new KlarnaMappingError(code, `${which}: ${rule} is ${actual}, expected ${expected}`, {
        line,
        ...(reference ? { reference } : {}),
        rule,
        expected,
        actual,
      })
    }
  }
}

function checkLimits(line: KlarnaOrderLine, check: Check): void {
  const atMost = (rule: string, actual: number, expected: number) =>
    check(actual <= expected, "limit_exceeded", rule, { expected, actual })
  check(line.name.length > 0, "limit_exceeded", "name", { expected: 1, actual: 0 })
  atMost("name", textLength(line.name), LIMITS.name)
  atMost("reference", textLength(line.reference ?? ""), LIMITS.reference)
  atMost("image_url", textLength(line.image_url ?? ""), LIMITS.url)
  atMost("product_url", textLength(line.product_url ?? ""), LIMITS.url)
  atMost("tax_rate", line.tax_rate, LIMITS.taxRate)
  for (const field of ["unit_price", "total_amount"] as const) {
    atMost(field, line[field], LIMITS.lineAmount)
  }
}

function checkSigns(line: KlarnaOrderLine, check: Check): void {
  const notNegative = (rule: "quantity" | "tax_rate" | "total_discount_amount" | "total_amount") =>
    check(line[rule] >= 0, "sign_not_allowed", rule, { expected: ">= 0", actual: line[rule] })
  notNegative("quantity")
  notNegative("tax_rate")
  notNegative("total_discount_amount")
  if (POSITIVE_TYPES.has(line.type)) {
    notNegative("total_amount")
  }
  if (NEGATIVE_TYPES.has(line.type)) {
    check(line.total_amount <= 0, "sign_not_allowed", "total_amount", {
      expected: "<= 0",
      actual: line.total_amount,
    })
    check(line.total_discount_amount === 0, "sign_not_allowed", "total_discount_amount", {
      expected: 0,
      actual: line.total_discount_amount,
    })
  }
}

function checkEquations(line: KlarnaOrderLine, check: Check): void {
  const { quantity, unit_price, total_discount_amount, total_amount, total_tax_amount, tax_rate } = line
  for (const rule of ["quantity", "unit_price", "total_amount", "total_tax_amount", "tax_rate"] as const) {
    check(Number.isSafeInteger(line[rule]), "lines_do_not_add_up", rule, {
      expected: "an integer",
      actual: line[rule],
    })
  }
  const expected = quantity * unit_price - total_discount_amount
  check(total_amount === expected, "lines_do_not_add_up", "total_amount", { expected, actual: total_amount })

  // |tax - total * rate / (10000 + rate)| <= 1, multiplied out so that nothing is rounded.
  const whole = 10_000 + tax_rate
  check(
    Math.abs(total_tax_amount * whole - total_amount * tax_rate) <= whole,
    "lines_do_not_add_up",
    "total_tax_amount",
    { expected: Math.round((total_amount * tax_rate) / whole), actual: total_tax_amount }
  )
}

function checkTaxMode(line: KlarnaOrderLine, taxOnSeparateLine: boolean, check: Check): void {
  if (taxOnSeparateLine || PAYING_TYPES.has(line.type)) {
    check(line.tax_rate === 0, "lines_do_not_add_up", "tax_rate", { expected: 0, actual: line.tax_rate })
    check(line.total_tax_amount === 0, "lines_do_not_add_up", "total_tax_amount", {
      expected: 0,
      actual: line.total_tax_amount,
    })
  }
  check(taxOnSeparateLine || line.type !== "sales_tax", "lines_do_not_add_up", "type", {
    expected: "no sales_tax line outside the US",
    actual: line.type,
  })
}

function checkSums(
  { order_amount, order_tax_amount, order_lines }: KlarnaOrderDraft,
  taxOnSeparateLine: boolean
) {
  checkSum("order_amount", order_amount, sumMinor(order_lines.map((line) => line.total_amount)))
  checkSum("order_tax_amount", order_tax_amount, taxOfLines(order_lines, taxOnSeparateLine))
}

/** What `order_tax_amount` has to be: the sum of the lines' tax, in the US the `sales_tax` line itself. */
export function taxOfLines(lines: readonly KlarnaOrderLine[], taxOnSeparateLine: boolean) {
  return taxOnSeparateLine
    ? sumMinor(lines.filter(({ type }) => type === "sales_tax").map(({ total_amount }) => total_amount))
    : sumMinor(lines.map(({ total_tax_amount }) => total_tax_amount))
}

function checkSum(rule: "order_amount" | "order_tax_amount", actual: number, expected: number): void {
  if (actual !== expected) {
    const message = `${rule} is ${actual}, the lines make ${expected}`
    throw new KlarnaMappingError("lines_do_not_add_up", message, { rule, expected, actual })
  }
  if (actual < 0) {
    throw new KlarnaMappingError("sign_not_allowed", `${rule} is negative: ${actual}`, {
      rule,
      expected: ">= 0",
      actual,
    })
  }
}
