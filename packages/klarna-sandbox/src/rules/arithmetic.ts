import type { OrderLine } from "../state/records"
import type { Problem } from "./fields"

type Amounts = {
  purchase_country: string
  order_amount: number
  order_tax_amount: number
  order_lines: OrderLine[]
}

/**
 * Klarna's equations for an order whose fields are well formed. Amounts are integers in minor units.
 *
 * - line: total_amount = quantity * unit_price - total_discount_amount
 * - line: total_tax_amount within 1 of total_amount - total_amount * 10000 / (10000 + tax_rate)
 * - order: order_amount = sum of total_amount, order_tax_amount = sum of total_tax_amount;
 *   in the US the tax is the sales_tax line
 *
 * @param taxTolerance how far the order's tax may be from its lines', in minor units
 */
export function arithmeticProblems(order: Amounts, taxTolerance = 0): Problem[] {
  const american = order.purchase_country.toUpperCase() === "US"
  return [
    ...order.order_lines.flatMap((line, index) => lineProblems(line, `order_lines[${index}]`, american)),
    ...(sumOf(order.order_lines, (line) => line.total_amount) === order.order_amount
      ? []
      : [{ path: "order_amount" }]),
    ...(Math.abs(sumOf(order.order_lines, (line) => taxOf(line, american)) - order.order_tax_amount) <=
    taxTolerance
      ? []
      : [{ path: "order_tax_amount" }]),
  ]
}

/** @param american prices are net there, and no line but one carries tax */
export function lineProblems(line: OrderLine, path: string, american = false): Problem[] {
  const {
    quantity,
    unit_price,
    total_amount,
    tax_rate = 0,
    total_tax_amount = 0,
    total_discount_amount = 0,
  } = line
  // Where the rate may be left out, a tax without one stands for itself.
  const hasRate = line.tax_rate !== undefined && line.tax_rate !== null
  const problems: Problem[] = []
  const isReduction = ["discount", "gift_card", "store_credit"].includes(line.type ?? "")
  if (total_amount !== quantity * unit_price - total_discount_amount || (isReduction && total_amount > 0)) {
    problems.push({ path: `${path}.total_amount` })
  }
  if (line.type === "sales_tax" && !american) problems.push({ path: `${path}.type` })
  if (tax_rate !== 0 && (american || line.type === "sales_tax")) problems.push({ path: `${path}.tax_rate` })
  // Multiplied out, so that no fraction is lost: |tax - total * rate / (10000 + rate)| > 1.
  if (
    hasRate &&
    Math.abs(total_tax_amount * (10_000 + tax_rate) - total_amount * tax_rate) > 10_000 + tax_rate
  ) {
    const expected = roundHalfAway((total_amount * tax_rate) / (10_000 + tax_rate))
    problems.push({
      path: `${path}.total_tax_amount`,
      detail: `differs from the calculated value [${expected}] by more than [1]`,
    })
  }
  return problems
}

const taxOf = (line: OrderLine, american: boolean) =>
  (line.total_tax_amount ?? 0) + (american && line.type === "sales_tax" ? line.total_amount : 0)

export const sumOf = (lines: readonly OrderLine[], amount: (line: OrderLine) => number) =>
  lines.reduce((total, line) => total + amount(line), 0)

// `+ 0` because a rounded -0.4 would print as -0.
const roundHalfAway = (value: number) => Math.sign(value) * Math.round(Math.abs(value)) + 0
