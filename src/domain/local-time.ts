/** What calendar and clock show somewhere. `month` from 1; a `day` beyond its month counts on into the next. */
export type LocalTime = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

/** @param timeZone IANA name, e.g. "Europe/Stockholm" */
export function toLocalTime(instant: number, timeZone: string): LocalTime {
  const parts = formatOf(timeZone).formatToParts(instant)
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value)
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
    millisecond: ((instant % 1_000) + 1_000) % 1_000,
  }
}

/**
 * The instant at which calendar and clock show this. Of two (the clock is put back) the first; where there is none (it
 * is put forward) as much later as it is put forward.
 *
 * @returns milliseconds since the epoch
 */
export function toInstant(local: LocalTime, timeZone: string): number {
  const wall = asIfUtc(local)
  const around = [wall - DAY_MS, wall + DAY_MS].map((instant) => offsetAt(instant, timeZone))
  const fitting = around
    .map((offset) => wall - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === wall)
  // Between two offsets with no such time: the clock of before the change, which shows it when it would have been.
  return fitting.length ? Math.min(...fitting) : wall - (around[0] as number)
}

const DAY_MS = 86_400_000

/** What is to be added to an instant to read its local time as if it were UTC. */
const offsetAt = (instant: number, timeZone: string) => asIfUtc(toLocalTime(instant, timeZone)) - instant

const asIfUtc = ({ year, month, day, hour, minute, second, millisecond }: LocalTime) =>
  Date.UTC(year, month - 1, day, hour, minute, second, millisecond)

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once for each time zone: it costs more than all that is done with it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  })
  formats.set(timeZone, made)
  return made
}
