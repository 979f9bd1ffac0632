import { apportion } from "./apportion"
import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import { cutText, LIMITS } from "./limits"
import { spreadOverQuantity, taxWithin } from "./line-arithmetic"
import { compareDecimals, type MinorUnits, shareOf, sumDecimals, sumMinor, toCommonScale } from "./money"
import type { Decimal } from "./purchase-source"
import type { MappedLine } from "./reconcile"

/** Some of an order's item, shipping method or credit line, by Medusa's id. */
export type ItemPick = {
  id: string
  quantity: Decimal
  /** How many of it earlier captures (or refunds) took. */
  quantityBefore?: Decimal
}

/**
 * Lines for chosen items and quantities. A part of a line is the difference of two running totals, each rounded
 * once: so the parts of a line, in whatever steps they are taken, add up to its total and its tax, and each
 * piece costs its share to the minor unit. In the US the picked items' sales tax follows as a line of its own.
 *
 * Credits belong to the whole order: pick them by their id where they should count. The caller compares the sum
 * with what is left at Klarna.
 *
 * @param lines from `mapOrderLines`
 * @throws {KlarnaMappingError} `line_unknown`, `line_repeated`, or `quantity_invalid` when more is taken than there is
 */
export function toItemLines(lines: readonly MappedLine[], picks: readonly ItemPick[]): KlarnaOrderLine[] {
  requireDistinct(picks)
  const salesTax = lines.find(({ line }) => line.type === "sales_tax")
  const taxShares = salesTaxShares(lines)
  const parts = picks.map((pick) => {
    const mapped = requireLine(lines, pick.id)
    const span = toSpan(mapped, pick)
    return { line: toPart(mapped, pick, span), salesTax: partOf(taxShares.get(pick.id) ?? 0, span) }
  })
  const tax = sumMinor(parts.map((part) => part.salesTax))
  return [
    ...parts.map(({ line }) => line),
    ...(salesTax && tax !== 0 ? [{ ...salesTax.line, ...spreadOverQuantity(tax, 1) }] : []),
  ]
}

/** From how many to how many of a line's pieces, in a unit in which all three are integers. */
type Span = { from: bigint; to: bigint; of: bigint }

function toSpan({ quantity, line }: MappedLine, pick: ItemPick): Span {
  const before = pick.quantityBefore ?? "0"
  const [from = 0n, to = 0n, of = 0n] = toCommonScale([
    before,
    sumDecimals([before, pick.quantity]),
    quantity,
  ])
  if (compareDecimals(pick.quantity, "0") <= 0 || from < 0n || to > of) {
    throw new KlarnaMappingError(
      "quantity_invalid",
      `Cannot take ${pick.quantity} of ${pick.id}: there are ${quantity}, ${before} taken before`,
      { reference: line.reference ?? pick.id, rule: "quantity", expected: quantity, actual: pick.quantity }
    )
  }
  return { from, to, of }
}

const partOf = (total: number, { from, to, of }: Span) =>
  (shareOf(total, to, of) - shareOf(total, from, of)) as MinorUnits

function toPart({ line, quantity }: MappedLine, pick: ItemPick, span: Span): KlarnaOrderLine {
  if (span.to - span.from === span.of) {
    return line
  }
  const total = partOf(line.total_amount, span)
  const pieces = Number(pick.quantity)
  const countable = Number.isInteger(pieces) && line.quantity === Number(quantity)
  return {
    ...line,
    ...(countable
      ? atUnitPrice(line.unit_price, pieces, total)
      : { ...spreadOverQuantity(total, 1), name: partName(line.name, pick.quantity) }),
    total_tax_amount: taxOfPart(line, span),
  }
}

/** Also a difference of running totals, each taxed by Klarna's formula, so it stays within one of the part's own tax. */
function taxOfPart({ total_amount, tax_rate }: KlarnaOrderLine, { from, to, of }: Span): MinorUnits {
  const before = taxWithin(shareOf(total_amount, from, of), tax_rate)
  return (taxWithin(shareOf(total_amount, to, of), tax_rate) - before) as MinorUnits
}

/**
 * The same price per piece as in the order. It is never below a piece's share, so the discount is never negative:
 * a running total is less than one unit off.
 */
function atUnitPrice(unit_price: MinorUnits, quantity: number, total_amount: MinorUnits) {
  return {
    quantity,
    unit_price,
    total_discount_amount: (unit_price * quantity - total_amount) as MinorUnits,
    total_amount,
  }
}

const partName = (name: string, quantity: Decimal) => cutText(`${quantity} of ${name}`, LIMITS.name)

/** Each line's part of the sales tax line, by Medusa's tax on it; none where there is no such line. */
export function salesTaxShares(lines: readonly MappedLine[]): Map<string, MinorUnits> {
  const salesTax = lines.find(({ line }) => line.type === "sales_tax")
  if (!salesTax) return new Map()
  const shares = apportion(salesTax.line.total_amount, toCommonScale(lines.map(({ exactTax }) => exactTax)))
  return new Map(lines.map(({ sourceId }, index) => [sourceId, shares[index] as MinorUnits]))
}

function requireLine(lines: readonly MappedLine[], id: string): MappedLine {
  const mapped = lines.find(({ sourceId, line }) => sourceId === id && line.type !== "sales_tax")
  if (!mapped) {
    throw new KlarnaMappingError("line_unknown", `The order has no line for ${id}`, { reference: id })
  }
  return mapped
}

function requireDistinct(picks: readonly ItemPick[]): void {
  const seen = new Set<string>()
  for (const { id } of picks) {
    if (seen.has(id)) {
      throw new KlarnaMappingError("line_repeated", `${id} is picked twice`, { reference: id })
    }
    seen.add(id)
  }
}
