import { currencyExponent } from "./currencies"
import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import type { LineBalance, PartItem, TakenPart } from "./line-balance"
import { isOfMedusa } from "./match-order-lines"
import { compareDecimals, type MinorUnits, sumMinor, toMajor } from "./money"
import { toItemLines, toPartLines } from "./part-lines"
import type { Decimal } from "./purchase-source"

/** What staff ask for. Neither amount nor items: everything that remains. */
export type PartRequest = {
  amount?: MinorUnits
  items?: readonly PartItem[]
  /** Shipping that was not captured (or refunded) yet goes with the items. */
  includeShipping?: boolean
}

/** A capture or refund, ready to be sent. `order_lines` add up to `amount`; `items` is null when nobody divided it. */
export type PlannedPart = { amount: MinorUnits; order_lines: KlarnaOrderLine[]; items: PartItem[] | null }

export type PartSource = {
  kind: TakenPart["kind"]
  lines: readonly LineBalance[]
  /** What Klarna still lets be captured, or refunded. */
  limit: MinorUnits
  currency: string
}

/**
 * Plans a capture or refund of items, of an amount, or of everything that remains. Quantities stay within what is
 * left of each line, the sum within what is left at Klarna.
 *
 * Credits and gift cards belong to the whole order: they are set against the last pieces, or earlier when the
 * pieces alone would be more than what was agreed to.
 *
 * @throws {KlarnaMappingError} `nothing_left`, `amount_too_high`, `amount_invalid`, `quantity_invalid`,
 *   `line_unknown`, `line_repeated`; the sentence is for staff
 */
export function planPart(source: PartSource, request: PartRequest): PlannedPart {
  if (source.limit <= 0) throw nothingLeft(source)
  if (request.items) return planItems(source, request.items, request.includeShipping ?? false)
  const amount = request.amount ?? source.limit
  if (amount > source.limit) throw tooMuch(source, amount)
  return amount === source.limit ? planRest(source) : planAmount(source, amount)
}

/** All that is left, line by line where the lines left make exactly what is left. */
function planRest(source: PartSource): PlannedPart {
  const items = leftOf(source).map(({ mapped, left }) => ({ id: mapped.sourceId, quantity: left }))
  const order_lines = linesOf(source, items)
  return sumOf(order_lines) === source.limit
    ? { amount: source.limit, order_lines, items }
    : planAmount(source, source.limit)
}

/** An amount that nobody divided: in proportion to what is left, else to the whole order. */
function planAmount(source: PartSource, amount: MinorUnits): PlannedPart {
  const left = linesOf(
    source,
    leftOf(source).map(({ mapped, left: quantity }) => ({ id: mapped.sourceId, quantity }))
  )
  const divided = sumOf(left) > 0 ? left : source.lines.map(({ mapped }) => mapped.line)
  const label = source.kind === "capture" ? "Partial amount" : "Refund"
  return { amount, order_lines: toPartLines(divided, amount, label), items: null }
}

function planItems(source: PartSource, asked: readonly PartItem[], includeShipping: boolean): PlannedPart {
  for (const item of asked) requireLeft(source, item)
  const shipping = includeShipping
    ? leftOf(source).filter(
        ({ mapped }) => mapped.line.type === "shipping_fee" && !asked.some(({ id }) => id === mapped.sourceId)
      )
    : []
  const goods = [...asked, ...shipping.map(({ mapped, left }) => ({ id: mapped.sourceId, quantity: left }))]
  const items = [...goods, ...creditsFor(source, goods)]
  const order_lines = linesOf(source, items)
  const amount = sumOf(order_lines)
  if (amount <= 0) {
    throw new KlarnaMappingError("amount_invalid", `These items come to ${money(source, amount)}`, {
      rule: "amount",
      expected: "> 0",
      actual: amount,
    })
  }
  if (amount > source.limit) throw tooMuch(source, amount)
  return { amount, order_lines, items }
}

/** Lines that belong to the whole order, when the goods are the last ones or would be too much without them. */
function creditsFor(source: PartSource, goods: readonly PartItem[]): PartItem[] {
  const left = leftOf(source)
  const credits = left
    .filter(({ mapped }) => !isOfMedusa(mapped.line) && !goods.some(({ id }) => id === mapped.sourceId))
    .map(({ mapped, left: quantity }) => ({ id: mapped.sourceId, quantity }))
  const exhausted = left
    .filter(({ mapped }) => isOfMedusa(mapped.line))
    .every(({ mapped, left: quantity }) =>
      goods.some((item) => item.id === mapped.sourceId && compareDecimals(item.quantity, quantity) === 0)
    )
  return exhausted || sumOf(linesOf(source, goods)) > source.limit ? credits : []
}

/** Pieces left, without the sales tax line, which follows its goods. */
const leftOf = ({ kind, lines }: PartSource) =>
  lines
    .map((balance) => ({ mapped: balance.mapped, left: leftIn(kind, balance) }))
    .filter(({ mapped, left }) => mapped.line.type !== "sales_tax" && compareDecimals(left, "0") > 0)

const leftIn = (kind: TakenPart["kind"], { capturable, refundable }: LineBalance): Decimal =>
  kind === "capture" ? capturable : refundable

const linesOf = ({ kind, lines }: PartSource, items: readonly PartItem[]): KlarnaOrderLine[] =>
  toItemLines(
    lines.map(({ mapped }) => mapped),
    items.map(({ id, quantity }) => {
      const balance = lines.find(({ mapped }) => mapped.sourceId === id)
      return { id, quantity, quantityBefore: kind === "capture" ? balance?.captured : balance?.refunded }
    })
  )

function requireLeft({ kind, lines }: PartSource, { id, quantity }: PartItem): void {
  const balance = lines.find(({ mapped }) => mapped.sourceId === id)
  // `toItemLines` names an unknown line.
  if (!balance || compareDecimals(quantity, leftIn(kind, balance)) <= 0) return
  const verb = kind === "capture" ? "captured" : "refunded"
  const left = leftIn(kind, balance)
  throw new KlarnaMappingError(
    "quantity_invalid",
    `${balance.mapped.line.name}: ${left === "0" ? "none" : `only ${left}`} of ${balance.mapped.quantity} can ` +
      `still be ${verb}, not ${quantity}`,
    { reference: id, rule: "quantity", expected: left, actual: quantity }
  )
}

const nothingLeft = ({ kind }: PartSource) =>
  new KlarnaMappingError(
    "nothing_left",
    kind === "capture"
      ? "Nothing of this order can be captured any more"
      : "Nothing of this order can be refunded any more"
  )

const tooMuch = (source: PartSource, amount: number) =>
  new KlarnaMappingError(
    "amount_too_high",
    `Only ${money(source, source.limit)} can still be ${source.kind === "capture" ? "captured" : "refunded"}, ` +
      `not ${money(source, amount)}`,
    { rule: "amount", expected: source.limit, actual: amount }
  )

const money = ({ currency }: PartSource, amount: number) =>
  `${toMajor(amount as MinorUnits, currencyExponent(currency))} ${currency.toUpperCase()}`

const sumOf = (lines: readonly KlarnaOrderLine[]) => sumMinor(lines.map(({ total_amount }) => total_amount))

/** Two sets of items are the same request, in whatever order they are named. */
export function sameItems(one: readonly PartItem[] | null, other: readonly PartItem[] | null): boolean {
  if (!one || !other) return one === other
  return (
    one.length === other.length &&
    one.every(({ id, quantity }) =>
      other.some((item) => item.id === id && compareDecimals(item.quantity, quantity) === 0)
    )
  )
}
