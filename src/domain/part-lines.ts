import { apportion } from "./apportion"
import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderLine, KlarnaOrderLineType } from "./klarna-order-draft"
import { cutText, LIMITS } from "./limits"
import { spreadOverQuantity, taxWithin } from "./line-arithmetic"
import { type MinorUnits, sumMinor, toMajor } from "./money"

export { type ItemPick, toItemLines } from "./item-part-lines"

/**
 * Lines for a capture, refund or link of an amount that nobody has divided into items: all lines when it is the
 * whole order, otherwise one line per tax rate, in proportion to what the order has at each rate. They add up to
 * the amount exactly, which a return fee requires and which is right for the rest. In the US the sales tax has
 * its share as a line of its own.
 *
 * @param lines the order's lines
 * @param amount minor units, positive
 * @param label what the lines are called, e.g. "Remaining amount"
 * @throws {KlarnaMappingError} `amount_invalid` when the amount is not positive, or the order has none to divide
 * @see Klarna Order Management API, `capture.order_lines`, `refund.order_lines`
 */
export function toPartLines(
  lines: readonly KlarnaOrderLine[],
  amount: MinorUnits,
  label = "Partial amount"
): KlarnaOrderLine[] {
  const whole = sumMinor(lines.map(({ total_amount }) => total_amount))
  requireDivisible(amount, whole)
  if (amount === whole) {
    return [...lines]
  }
  const groups = groupByTax(lines)
  const shares = apportion(
    amount,
    groups.map((group) => BigInt(group.total))
  )
  return groups.flatMap((group, index) => {
    const share = shares[index] as MinorUnits
    return share === 0 ? [] : [toShareLine(group, share, groups.length > 1, label)]
  })
}

function requireDivisible(amount: MinorUnits, whole: MinorUnits): void {
  if (!Number.isSafeInteger(amount) || amount <= 0 || whole <= 0) {
    throw new KlarnaMappingError(
      "amount_invalid",
      `Cannot take a part of ${amount} from an order of ${whole}`,
      {
        rule: "amount",
        expected: "a positive part of a positive order",
        actual: amount,
      }
    )
  }
}

type TaxGroup = { rate: number; lines: KlarnaOrderLine[]; total: MinorUnits }

function groupByTax(lines: readonly KlarnaOrderLine[]): TaxGroup[] {
  const groups = new Map<string, KlarnaOrderLine[]>()
  for (const line of lines) {
    const key = line.type === "sales_tax" ? line.type : String(line.tax_rate)
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()].map((group) => ({
    rate: group[0]?.tax_rate ?? 0,
    lines: group,
    total: sumMinor(group.map(({ total_amount }) => total_amount)),
  }))
}

function toShareLine(group: TaxGroup, share: MinorUnits, oneOfMany: boolean, label: string): KlarnaOrderLine {
  const type = typeOf(group, share)
  return {
    type,
    name: cutText(
      type === "sales_tax" ? "Sales tax" : label + (oneOfMany ? ` (${percent(group.rate)})` : ""),
      LIMITS.name
    ),
    ...spreadOverQuantity(share, 1),
    tax_rate: group.rate,
    total_tax_amount: taxWithin(share, group.rate),
  }
}

/** The type of the lines that make the share, when they have one in common. */
function typeOf({ lines }: TaxGroup, share: MinorUnits): KlarnaOrderLineType {
  const types = new Set(lines.filter(({ total_amount }) => total_amount * share > 0).map(({ type }) => type))
  const [only] = types
  return only && types.size === 1 ? only : share > 0 ? "physical" : "discount"
}

const percent = (rate: number) => `${toMajor(rate as MinorUnits, 2).replace(/\.?0+$/, "")} %`
