import type { KlarnaOrderDraft, KlarnaOrderLine, KlarnaOrderLineType } from "./klarna-order-draft"
import { LIMITS, textLength } from "./limits"
import { sumMinor } from "./money"

/** One rule that does not hold. `path` is the field as Klarna names it, e.g. `order_lines[0].total_amount`. */
export type Breach = {
  path: string
  /** `lines_do_not_add_up`, `sign_not_allowed`, `limit_exceeded`, `too_many_lines`. */
  code: string
  /** 0-based index into `order_lines`. */
  line?: number
  reference?: string
  field: string
  /** What the field has to be, where no number says so: a formula of Klarna's. */
  formula?: string
  expected: number | string
  actual: number | string
}

/** Called for every breach; one that throws ends the check with the first. */
export type Report = (breach: Breach) => void

/** Is the tax on a line of its own? */
export type TaxMode = { taxOnSeparateLine: boolean }

type Amounts = Pick<KlarnaOrderDraft, "order_lines"> & {
  order_amount: number
  /** Order Management knows none. */
  order_tax_amount?: number
}

/** Lines that only ever take something off, and carry no tax. */
const PAYING_TYPES: ReadonlySet<KlarnaOrderLineType> = new Set(["gift_card", "store_credit"])
const NEGATIVE_TYPES: ReadonlySet<KlarnaOrderLineType> = new Set([...PAYING_TYPES, "discount"])
const POSITIVE_TYPES: ReadonlySet<KlarnaOrderLineType> = new Set(["shipping_fee", "surcharge", "sales_tax"])

/**
 * Every rule Klarna has for an order's amounts, lines and texts.
 *
 * @see Kustom Checkout API, `order_line`; Klarna, "Tax handling"
 */
export function applyOrderRules(order: Amounts, mode: TaxMode, report: Report): void {
  applyLineCount(order.order_lines.length, report)
  order.order_lines.forEach((line, index) => applyLineRules(line, index, mode, report))
  applySums(order, mode, report)
}

export function applyLineCount(count: number, report: Report): void {
  if (count > LIMITS.orderLines) {
    report({
      ...{ path: "order_lines", code: "too_many_lines", field: "order_lines" },
      ...{ expected: LIMITS.orderLines, actual: count },
    })
  }
}

export function applyLineRules(
  line: KlarnaOrderLine,
  index: number,
  { taxOnSeparateLine }: TaxMode,
  report: Report
): void {
  const check = checkerOf(line, index, report)
  checkTexts(line, check)
  checkLimits(line, check)
  checkSigns(line, check)
  checkEquations(line, check)
  checkTaxMode(line, taxOnSeparateLine, check)
}

type Texts = Pick<KlarnaOrderLine, "name" | "reference" | "image_url" | "product_url">

/** What can be said of a line whose numbers are none. */
export const applyTextRules = (line: Texts, index: number, report: Report): void =>
  checkTexts(line, checkerOf(line, index, report))

type Numbers = Pick<Breach, "expected" | "actual" | "formula">
type Check = (holds: boolean, code: string, field: string, numbers: Numbers) => void

function checkerOf({ reference }: Texts, line: number, report: Report): Check {
  return (holds, code, field, numbers) => {
    if (holds) return
    const path = `order_lines[${line}].${field}`
    report({ path, code, line, ...(reference ? { reference } : {}), field, ...numbers })
  }
}

const atMostBy = (check: Check) => (field: string, actual: number, expected: number) =>
  check(actual <= expected, "limit_exceeded", field, { expected, actual })

function checkTexts(line: Texts, check: Check): void {
  const atMost = atMostBy(check)
  check(line.name.length > 0, "limit_exceeded", "name", { expected: 1, actual: 0 })
  atMost("name", textLength(line.name), LIMITS.name)
  atMost("reference", textLength(line.reference ?? ""), LIMITS.reference)
  atMost("image_url", textLength(line.image_url ?? ""), LIMITS.url)
  atMost("product_url", textLength(line.product_url ?? ""), LIMITS.url)
}

function checkLimits(line: KlarnaOrderLine, check: Check): void {
  const atMost = atMostBy(check)
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
  check(total_amount === expected, "lines_do_not_add_up", "total_amount", {
    formula: "quantity * unit_price - total_discount_amount",
    expected,
    actual: total_amount,
  })

  // |tax - total * rate / (10000 + rate)| <= 1, multiplied out so that nothing is rounded.
  const whole = 10_000 + tax_rate
  check(
    Math.abs(total_tax_amount * whole - total_amount * tax_rate) <= whole,
    "lines_do_not_add_up",
    "total_tax_amount",
    {
      formula: "total_amount - total_amount * 10000 / (10000 + tax_rate), within 1",
      expected: Math.round((total_amount * tax_rate) / whole),
      actual: total_tax_amount,
    }
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

/** What `order_tax_amount` has to be: the sum of the lines' tax, in the US the `sales_tax` line itself. */
export function taxOfLines(lines: readonly KlarnaOrderLine[], taxOnSeparateLine: boolean) {
  return taxOnSeparateLine
    ? sumMinor(lines.filter(({ type }) => type === "sales_tax").map(({ total_amount }) => total_amount))
    : sumMinor(lines.map(({ total_tax_amount }) => total_tax_amount))
}

function applySums(
  { order_amount, order_tax_amount, order_lines }: Amounts,
  { taxOnSeparateLine }: TaxMode,
  report: Report
): void {
  applySum("order_amount", order_amount, sumMinor(order_lines.map((line) => line.total_amount)), report)
  if (order_tax_amount === undefined) return
  applySum("order_tax_amount", order_tax_amount, taxOfLines(order_lines, taxOnSeparateLine), report)
}

/** What lines make together, and never below nothing. */
export function applySum(field: string, actual: number, expected: number, report: Report): void {
  if (actual !== expected) {
    const formula = "the sum of the lines"
    report({ path: field, code: "lines_do_not_add_up", field, formula, expected, actual })
  }
  if (actual < 0) {
    report({ path: field, code: "sign_not_allowed", field, expected: ">= 0", actual })
  }
}
