import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import { type MinorUnits, sumMinor, toCommonScale, toMajor, toMinorUnits } from "./money"
import { type PlannedLine, planUntaxedLine } from "./planned-line"
import type { Decimal } from "./purchase-source"

/** A line for Klarna beside the Medusa row it stands for. */
export type MappedLine = Pick<PlannedLine, "sourceId" | "quantity" | "exactTax"> & { line: KlarnaOrderLine }

/**
 * Rounds every line and makes their sum the rounded total, to the minor unit.
 *
 * Medusa's totals are not rounded, so the rounded lines miss the rounded total by up to half a unit each. The
 * difference goes to the lines that rounding moved furthest from their exact value (largest remainder), one
 * unit each. A line therefore always ends on one of the two neighbours of what Medusa says, a line that was
 * exact never changes, and a free item stays free. As long as the lines exactly make the total this always
 * works out. Medusa breaks that in one known case: it ignores credits that are no more than one unit in all.
 * Such a rest, at most one unit per line, becomes a line "Rounding"; a larger one is no rounding.
 *
 * @param total what Klarna is asked for, in major units
 * @throws {KlarnaMappingError} `lines_do_not_add_up` when lines and total are further apart
 */
export function reconcile(planned: readonly PlannedLine[], total: Decimal, exponent: number): MappedLine[] {
  const amounts = planned.map(({ exactTotal }) => toMinorUnits(exactTotal, exponent))
  const orderAmount = toMinorUnits(total, exponent)
  const rest = moveToNeighbours(amounts, planned, orderAmount, exponent)
  if (Math.abs(rest) > planned.length) {
    throw new KlarnaMappingError(
      "lines_do_not_add_up",
      `The lines make ${orderAmount - rest}, the total is ${orderAmount}`,
      { rule: "order_amount", expected: orderAmount, actual: orderAmount - rest }
    )
  }
  const mapped = planned.map((plan, index) => toMapped(plan, amounts[index] as MinorUnits))
  return rest === 0 ? mapped : [...mapped, toRoundingLine(rest as MinorUnits, exponent)]
}

/** Changes `amounts` in place and returns what could not be placed. */
function moveToNeighbours(
  amounts: MinorUnits[],
  planned: readonly PlannedLine[],
  orderAmount: MinorUnits,
  exponent: number
): number {
  const missing = orderAmount - sumMinor(amounts)
  if (missing === 0) {
    return 0
  }
  const step = Math.sign(missing)
  const movable = byRemainder(amounts, planned, BigInt(step), exponent).slice(0, Math.abs(missing))
  for (const index of movable) {
    amounts[index] = ((amounts[index] ?? 0) + step) as MinorUnits
  }
  return missing - step * movable.length
}

/**
 * Indexes of the lines whose exact value lies beyond their rounded one in the given direction, furthest first.
 * Ties go by size and reference, not by position: Medusa may list the same cart in another order next time,
 * and the same cart has to give the same lines.
 */
function byRemainder(
  amounts: readonly MinorUnits[],
  planned: readonly PlannedLine[],
  step: bigint,
  exponent: number
): number[] {
  const exact = planned.map(({ exactTotal }) => exactTotal)
  const rounded = amounts.map((amount) => toMajor(amount, exponent))
  const scaled = toCommonScale([...exact, ...rounded])
  const remainders = exact.map(
    (_, index) => step * ((scaled[index] ?? 0n) - (scaled[exact.length + index] ?? 0n))
  )
  const reference = (index: number) => planned[index]?.text.reference ?? ""
  return remainders
    .flatMap((remainder, index) => (remainder > 0n ? [{ index, remainder, size: amounts[index] ?? 0 }] : []))
    .sort(
      (a, b) =>
        compare(b.remainder, a.remainder) ||
        compare(b.size, a.size) ||
        compare(reference(a.index), reference(b.index))
    )
    .map(({ index }) => index)
}

const compare = <T extends bigint | number | string>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

function toRoundingLine(rest: MinorUnits, exponent: number): MappedLine {
  const type = rest > 0 ? "surcharge" : "discount"
  const plan = planUntaxedLine("rounding", toMajor(rest, exponent), {
    type,
    reference: "rounding",
    name: "Rounding",
  })
  return toMapped(plan, rest)
}

const toMapped = ({ sourceId, quantity, exactTax, toLine }: PlannedLine, amount: MinorUnits): MappedLine => ({
  sourceId,
  quantity,
  exactTax,
  line: toLine(amount),
})
