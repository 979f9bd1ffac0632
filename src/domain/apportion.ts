import type { MinorUnits } from "./money"

/**
 * Divides an amount by weights into integers that add up to it exactly: each gets its share rounded down, and
 * what is left goes to the largest remainders, one unit each, the first first among equals.
 *
 * @param weights may be negative (credits); their sum has to be positive
 */
export function apportion(total: number, weights: readonly bigint[]): MinorUnits[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  const shares = weights.map((weight, index) => {
    const dividend = BigInt(total) * weight
    const remainder = ((dividend % whole) + whole) % whole
    return { index, remainder, share: Number((dividend - remainder) / whole) }
  })
  const left = total - shares.reduce((sum, { share }) => sum + share, 0)
  const favoured = new Set(
    [...shares]
      .sort((a, b) => (a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : a.index - b.index))
      .slice(0, left)
      .map(({ index }) => index)
  )
  return shares.map(({ index, share }) => (share + (favoured.has(index) ? 1 : 0)) as MinorUnits)
}
