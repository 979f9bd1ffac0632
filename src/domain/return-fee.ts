import { currencyExponent } from "./currencies"
import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderLine } from "./klarna-order-draft"
import { type MinorUnits, toMajor } from "./money"
import { type Obstacle, obstacleSentence } from "./obstacle"
import type { PlannedPart } from "./plan-part"

/** @see https://docs.klarna.com/order-management/manage-orders-with-the-api/refund-and-extend-orders/refund-with-return-fees */
const COUNTRIES: ReadonlySet<string> = new Set("AT DE DK FI FR NL NO SE IT ES IE PT CZ AU GR".split(" "))

type Captured = { country: string; captures: number; remaining_authorized_amount: number }

/** @param country of purchase, ISO 3166-1 alpha-2, any case */
export function returnFeeObstacle({
  country,
  captures,
  remaining_authorized_amount,
}: Captured): Extract<Obstacle, `return_fee_${string}`> | undefined {
  if (!COUNTRIES.has(country.toUpperCase())) return "return_fee_country"
  return captures === 1 && remaining_authorized_amount === 0 ? undefined : "return_fee_captures"
}

/**
 * Keeps a fee back from a refund: a line of its own that makes the refund smaller, so that the shopper sees both.
 *
 * @param fee minor units, positive and below the refund
 * @throws {KlarnaMappingError} `return_fee_country`, `return_fee_captures`, `return_fee_too_high`
 */
export function withReturnFee(
  refund: PlannedPart,
  fee: MinorUnits,
  captured: Captured & { currency: string }
): PlannedPart {
  const obstacle = returnFeeObstacle(captured)
  if (obstacle) throw new KlarnaMappingError(obstacle, obstacleSentence(obstacle))
  if (fee >= refund.amount) {
    const money = (amount: MinorUnits) =>
      `${toMajor(amount, currencyExponent(captured.currency))} ${captured.currency.toUpperCase()}`
    throw new KlarnaMappingError(
      "return_fee_too_high",
      `A return fee of ${money(fee)} leaves nothing of a refund of ${money(refund.amount)}`,
      { rule: "return_fee", expected: `< ${refund.amount}`, actual: fee }
    )
  }
  return {
    ...refund,
    amount: (refund.amount - fee) as MinorUnits,
    order_lines: [...refund.order_lines, toFeeLine(fee)],
  }
}

function toFeeLine(fee: MinorUnits): KlarnaOrderLine {
  const amount = -fee as MinorUnits
  return {
    type: "return_fee",
    name: "Return fee",
    quantity: 1,
    unit_price: amount,
    tax_rate: 0,
    total_amount: amount,
    total_tax_amount: 0 as MinorUnits,
    total_discount_amount: 0 as MinorUnits,
  }
}
