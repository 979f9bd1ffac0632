const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "3 days", "5 hr, 12 min", "40 sec" in the browser's language; undefined when it is over. */
export function timeLeft(until: string, now: number): string | undefined {
  const left = Date.parse(until) - now
  if (left <= 0) return undefined
  if (left >= 3 * DAY) return unit(Math.floor(left / DAY), "day", "long")
  if (left >= HOUR) {
    return `${unit(Math.floor(left / HOUR), "hour")} ${unit(Math.floor((left % HOUR) / MINUTE), "minute")}`
  }
  return left >= 2 * MINUTE
    ? unit(Math.floor(left / MINUTE), "minute")
    : unit(Math.ceil(left / 1_000), "second")
}

const unit = (value: number, of: string, unitDisplay: "short" | "long" = "short") =>
  new Intl.NumberFormat([], { style: "unit", unit: of, unitDisplay }).format(value)
