/**
 * The smallest of the values that this share of them does not exceed (nearest rank).
 *
 * @param share such as 0.95
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)]
  if (value === undefined) throw new Error("Nothing was measured")
  return value
}

/** Milliseconds, to the microsecond. */
export const inMs = (value: number) => Math.round(value * 1000) / 1000

export const spreadOf = (values: readonly number[]) => ({
  p50_ms: inMs(percentile(values, 0.5)),
  p95_ms: inMs(percentile(values, 0.95)),
  max_ms: inMs(Math.max(...values)),
})
