import type { KlarnaLine, KlarnaOrder } from "../klarna-order"
import { toMinor } from "./minor-amount"

export type PartKind = "capture" | "refund"

/** How many pieces of each line were chosen, by its id. */
export type Picks = Readonly<Record<string, number>>

/** Minor units. `credits`: gift cards and the like that are set against the goods, at most 0. */
export type PartTotal = { amount: number; credits: number }

const GOODS = ["physical", "digital", "shipping_fee"]

/** What staff can choose: goods and shipping. Credits belong to the whole order, and sales tax follows its goods. */
export const isGoods = ({ type }: KlarnaLine): boolean => GOODS.includes(type)

export const isShipping = ({ type }: KlarnaLine): boolean => type === "shipping_fee"

export const leftOf = (kind: PartKind, line: KlarnaLine): number =>
  kind === "capture" ? line.capturable_quantity : line.refundable_quantity

const takenOf = (kind: PartKind, line: KlarnaLine): number =>
  kind === "capture" ? line.captured_quantity : line.refunded_quantity

/** What Klarna still lets be captured, or refunded. Minor units. */
export const limitOf = (kind: PartKind, order: KlarnaOrder): number => {
  const minor = (major: number) => toMinor(major, order.currency_code)
  return kind === "capture"
    ? minor(order.remaining_authorized_amount)
    : minor(order.captured_amount) - minor(order.refunded_amount)
}

/** Every piece that is left. */
export const pickAll = (kind: PartKind, { lines }: KlarnaOrder): Picks =>
  Object.fromEntries(
    lines
      .filter((line) => isGoods(line) && leftOf(kind, line) > 0)
      .map((line) => [line.id, leftOf(kind, line)])
  )

/**
 * What the chosen pieces will come to, by the rule that the route plans with: a part of a line is the difference of
 * two running totals, and credits are set against the last pieces, or earlier where the goods alone would be more
 * than what is left.
 */
export function partTotal(kind: PartKind, order: KlarnaOrder, picks: Picks): PartTotal {
  const { lines, currency_code } = order
  const goods = sum(
    lines.map((line) => {
      const quantity = picks[line.id] ?? 0
      return quantity > 0 && isGoods(line) ? piecesOf(kind, line, quantity, currency_code) : 0
    })
  )
  if (goods === 0) return { amount: 0, credits: 0 }
  const isLast = lines.filter(isGoods).every((line) => leftOf(kind, line) <= (picks[line.id] ?? 0))
  const credits = isLast || goods > limitOf(kind, order) ? creditsOf(kind, order) : 0
  return { amount: goods + credits, credits }
}

/** Of one line. Minor units, with its sales tax. */
export function piecesOf(kind: PartKind, line: KlarnaLine, quantity: number, currencyCode: string): number {
  const from = takenOf(kind, line)
  return sum(
    [line.total_amount, line.sales_tax_amount].map((major) => {
      const total = toMinor(major, currencyCode)
      return shareOf(total, from + quantity, line.quantity) - shareOf(total, from, line.quantity)
    })
  )
}

const creditsOf = (kind: PartKind, { lines, currency_code }: KlarnaOrder): number =>
  sum(
    lines
      .filter((line) => !isGoods(line) && line.type !== "sales_tax" && leftOf(kind, line) > 0)
      .map((line) => piecesOf(kind, line, leftOf(kind, line), currency_code))
  )

/** Quantities have at most this many decimals. */
const SCALE = 1_000_000

/** Rounded half away from zero, in integers: floats would lose a unit. */
function shareOf(total: number, part: number, whole: number): number {
  const scaled = (quantity: number) => BigInt(Math.round(quantity * SCALE))
  const [numerator, denominator] = [BigInt(total) * scaled(part), scaled(whole)]
  const magnitude = numerator < 0n ? -numerator : numerator
  const rounded = (2n * magnitude + denominator) / (2n * denominator)
  return Number(numerator < 0n ? -rounded : rounded)
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
