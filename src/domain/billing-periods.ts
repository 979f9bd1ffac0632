import type { LineSubscription } from "./line-subscription"
import { toInstant, toLocalTime, type LocalTime } from "./local-time"

/** When a subscription began, and how its periods follow each other. */
export type Cadence = Pick<LineSubscription, "interval" | "interval_count"> & {
  /** Milliseconds since the epoch: the first order, period 0. */
  anchor: number
  /** IANA name: whose calendar and clock days and months are counted by. */
  timeZone: string
}

/**
 * When a period is due. Always counted from the first instant, so that nothing drifts: the 31st becomes the last day
 * of a shorter month and the 31st again afterwards. The hour on the wall stays the same across a change of daylight
 * saving time; one that does not exist that day is the hour after.
 *
 * @param period 0 is the first order itself, 1 the first renewal
 * @returns milliseconds since the epoch
 */
export function periodDueAt({ anchor, timeZone, interval, interval_count }: Cadence, period: number): number {
  if (period === 0) return anchor
  const first = toLocalTime(anchor, timeZone)
  const steps = period * interval_count
  return toInstant(STEPS[interval](first, steps), timeZone)
}

const STEPS: Record<LineSubscription["interval"], (from: LocalTime, steps: number) => LocalTime> = {
  DAY: (from, steps) => ({ ...from, day: from.day + steps }),
  WEEK: (from, steps) => ({ ...from, day: from.day + 7 * steps }),
  MONTH: (from, steps) => addMonths(from, steps),
  YEAR: (from, steps) => addMonths(from, 12 * steps),
}

function addMonths(from: LocalTime, months: number): LocalTime {
  const total = from.year * 12 + (from.month - 1) + months
  const year = Math.floor(total / 12)
  const month = total - year * 12 + 1
  return { ...from, year, month, day: Math.min(from.day, daysIn(year, month)) }
}

/** Day 0 of the next month is the last of this one. */
const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
