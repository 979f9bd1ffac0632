import type { MinorUnits } from "./money"

export type SpreadTotal = {
  quantity: number
  unit_price: MinorUnits
  total_discount_amount: MinorUnits
  total_amount: MinorUnits
}

/**
 * Spreads a line total over its quantity so that Klarna's equation holds:
 * total_amount = quantity * unit_price - total_discount_amount.
 *
 * A total that does not divide evenly gets a unit price rounded up, and the surplus (below one minor unit per
 * piece) is shown as discount: 3 for 100.00 are 3 at 33.34 less 0.02.
 *
 * @param total what the line costs after discount
 * @param quantity a positive integer
 * @param before the line's total before discount; ignored when it is below `total`
 * @see Kustom Checkout API, `order_line.total_amount`
 */
export function spreadOverQuantity(
  total: MinorUnits,
  quantity: number,
  before: MinorUnits = total
): SpreadTotal {
  // Math.ceil gives -0 for a small negative price.
  const unit_price = (Math.ceil(Math.max(before, total) / quantity) + 0) as MinorUnits
  return {
    quantity,
    unit_price,
    total_discount_amount: (unit_price * quantity - total) as MinorUnits,
    total_amount: total,
  }
}

/**
 * The tax inside an amount by Klarna's formula, total - total * 10000 / (10000 + rate), half away from zero.
 * Klarna compares with its own result and allows a difference of one.
 *
 * @param taxRate hundredths of a percent
 */
export function taxWithin(total: MinorUnits, taxRate: number): MinorUnits {
  const divisor = 2 * (10_000 + taxRate)
  const dividend = 2 * Math.abs(total) * taxRate + (10_000 + taxRate)
  const tax = (dividend - (dividend % divisor)) / divisor
  return (total < 0 && tax !== 0 ? -tax : tax) as MinorUnits
}
