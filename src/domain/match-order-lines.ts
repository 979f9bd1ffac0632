import { toItemText } from "./item-lines"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import type { LineText } from "./planned-line"
import type { Decimal, PurchaseSource, SourceItem, SourceShippingMethod } from "./purchase-source"
import { toShippingText } from "./shipping-lines"
import type { MappedLine } from "./reconcile"
import { sumDecimals } from "./money"

type Candidate = {
  id: string
  text: LineText
  quantity: Decimal
  taxRates: readonly Decimal[]
  isShipping: boolean
}

/**
 * Klarna's lines beside the items and shipping methods of Medusa's order that they stand for, so that staff can
 * pick them by Medusa's ids. What Medusa computes for the order now does not matter: returns, refunds and credits
 * change it, while Klarna's lines stay what was agreed to.
 *
 * A line that stands for nothing in Medusa (a gift card, the sales tax, a rounding) gets an id of its own, by its
 * place among Klarna's lines.
 *
 * @param lines of Klarna's order
 * @param order Medusa's order, as it was read
 */
export function matchOrderLines(
  lines: readonly KlarnaOrderLine[],
  order: Pick<PurchaseSource, "items" | "shippingMethods">
): MappedLine[] {
  const left = [...order.items.map(toItemCandidate), ...order.shippingMethods.map(toShippingCandidate)]
  const matches = new Map<number, Candidate>()
  for (const isLikeness of LIKENESSES) {
    lines.forEach((line, index) => {
      if (matches.has(index) || !isOfMedusa(line)) return
      const found = left.findIndex((candidate) => isLikeness(line, candidate))
      const [candidate] = found < 0 ? [] : left.splice(found, 1)
      if (candidate) matches.set(index, candidate)
    })
  }
  const taxed = lines.some((line, index) => taxWeight(line, matches.get(index)) > 0n)
  return lines.map((line, index) => toMapped(line, index, matches.get(index), taxed))
}

/** Shipping methods and items; anything else belongs to the whole order. */
export const isOfMedusa = ({ type }: KlarnaOrderLine): boolean =>
  type === "physical" || type === "digital" || type === "shipping_fee"

type Likeness = (line: KlarnaOrderLine, candidate: Candidate) => boolean

const sameKind: Likeness = (line, { isShipping }) => (line.type === "shipping_fee") === isShipping
const sameReference: Likeness = (line, { text }) => line.reference === text.reference
const sameName: Likeness = (line, { text }) => line.name === text.name
const sameQuantity: Likeness = (line, { quantity }) => String(line.quantity) === quantity

const allOf =
  (...likenesses: Likeness[]): Likeness =>
  (line, candidate) =>
    likenesses.every((isLike) => isLike(line, candidate))

/**
 * From sure to likely. An item without SKU and variant has another reference in the order than in the cart; one
 * that was edited has another quantity.
 */
const LIKENESSES: readonly Likeness[] = [
  allOf(sameKind, sameReference, sameQuantity, sameName),
  allOf(sameKind, sameReference, sameQuantity),
  allOf(sameKind, sameReference),
  allOf(sameKind, sameName, sameQuantity),
  allOf(sameKind, sameName),
]

const toItemCandidate = (item: SourceItem): Candidate => ({
  id: item.id,
  text: toItemText(item, isWhole(item.quantity) ? undefined : `${item.quantity} × `),
  quantity: item.quantity,
  taxRates: item.taxRates,
  isShipping: false,
})

const toShippingCandidate = (method: SourceShippingMethod): Candidate => ({
  id: method.id,
  text: toShippingText(method),
  quantity: "1",
  taxRates: method.taxRates,
  isShipping: true,
})

function toMapped(
  line: KlarnaOrderLine,
  index: number,
  candidate: Candidate | undefined,
  taxed: boolean
): MappedLine {
  return {
    sourceId: candidate?.id ?? `klarna:${index}`,
    // Klarna counts whole pieces; what it cannot count is one line, of which Medusa knows how much it is.
    quantity: candidate && !isWhole(candidate.quantity) ? candidate.quantity : String(line.quantity),
    exactTax: String(taxed ? taxWeight(line, candidate) : BigInt(isOfMedusa(line) ? line.total_amount : 0)),
    line,
  }
}

/** What a line adds to the order's sales tax, in proportion: only in the US, where lines are net. */
function taxWeight({ total_amount }: KlarnaOrderLine, candidate: Candidate | undefined): bigint {
  const [whole = "0", fraction = ""] = sumDecimals(candidate?.taxRates ?? []).split(".")
  return BigInt(total_amount) * BigInt(whole + fraction.padEnd(RATE_DIGITS, "0").slice(0, RATE_DIGITS))
}

/** No tax rate has more decimals. */
const RATE_DIGITS = 6

const isWhole = (quantity: Decimal) => /^\d+$/.test(quantity)
