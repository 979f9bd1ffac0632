import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import { spreadOverQuantity, taxWithin } from "./line-arithmetic"
import type { PartItem } from "./line-balance"
import type { MinorUnits } from "./money"
import { planPart, sameItems, type PartSource, type PlannedPart } from "./plan-part"

/**
 * A refund of returned or claimed goods, when Medusa says no more than its amount: the lines of the one return or
 * claim that costs so much. Medusa does not round, so each item may be one minor unit off.
 *
 * @param candidates items of each return and claim, by Medusa's ids
 * @returns nothing when none fits, or several that differ
 */
export function planReturned(
  source: PartSource,
  candidates: readonly (readonly PartItem[])[],
  amount: MinorUnits
): PlannedPart | undefined {
  const fitting = candidates.flatMap((items) => {
    const planned = items.length ? attempt(source, items) : undefined
    return planned && Math.abs(planned.amount - amount) <= items.length ? [planned] : []
  })
  const [first, ...others] = fitting
  if (!first || others.some(({ items }) => !sameItems(items, first.items))) return undefined
  return { amount, items: first.items, order_lines: withDifference(first, amount - first.amount) }
}

/** A return of which a part was refunded before, or more than Klarna still has, is no candidate. */
function attempt(source: PartSource, items: readonly PartItem[]): PlannedPart | undefined {
  try {
    return planPart(source, { items })
  } catch (error) {
    if (error instanceof KlarnaMappingError) return undefined
    throw error
  }
}

/** The largest line takes the difference, where it shows least. */
function withDifference({ order_lines }: PlannedPart, difference: number): KlarnaOrderLine[] {
  const largest = Math.max(...order_lines.map(({ total_amount }) => total_amount))
  const index = order_lines.findIndex(({ total_amount }) => total_amount === largest)
  return order_lines.map((line, position) =>
    position === index && difference !== 0
      ? changeTotal(line, (line.total_amount + difference) as MinorUnits)
      : line
  )
}

const changeTotal = (line: KlarnaOrderLine, total: MinorUnits): KlarnaOrderLine => ({
  ...line,
  ...spreadOverQuantity(total, line.quantity, (line.unit_price * line.quantity) as MinorUnits),
  total_tax_amount: taxWithin(total, line.tax_rate),
})
