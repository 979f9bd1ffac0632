import { periodDueAt, type Cadence } from "./billing-periods"

/** `each`: every period that passed is charged; `latest`: the last of them, those before it are left out. */
export type MissedPeriods = "each" | "latest"

export type DuePeriods = {
  charge: number[]
  skip: number[]
  /** The first that is not due yet. */
  next: number
}

/**
 * Which periods are due, oldest first. More than one when nobody looked for longer than a period.
 *
 * @param from the first period that nobody has decided about
 * @param atMost how many are looked at: the rest comes with the next look
 */
export function duePeriods(
  cadence: Cadence,
  from: number,
  now: number,
  missed: MissedPeriods,
  atMost = 100
): DuePeriods {
  let next = from
  while (next - from < atMost && periodDueAt(cadence, next) <= now) next += 1
  const due = Array.from({ length: next - from }, (_, index) => from + index)
  // Only when all that passed was looked at is the last of them the latest.
  const isAll = periodDueAt(cadence, next) > now
  const charged = missed === "each" ? due : due.filter((period) => isAll && period === next - 1)
  return { charge: charged, skip: due.filter((period) => !charged.includes(period)), next }
}
