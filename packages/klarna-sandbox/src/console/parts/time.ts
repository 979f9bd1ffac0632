import { DAY, HOUR, iso, MINUTE, SECOND } from "../../clock"
import { html, type Html } from "../../pages/html"

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** `15:54:04` of the sandbox's today in UTC, with the date when it is another day; the whole timestamp on pointing. */
export function time(at: number, now: number): Html {
  const whole = iso(at)
  const date = new Date(at)
  const isToday = whole.slice(0, 10) === iso(now).slice(0, 10)
  const isThisYear = whole.slice(0, 4) === iso(now).slice(0, 4)
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${isThisYear ? "" : ` ${date.getUTCFullYear()}`}`
  const clock = whole.slice(11, 19)
  return html`<time datetime="${whole}" title="${whole}">${isToday ? clock : `${day} ${clock}`}</time>`
}

const UNITS = [
  [DAY, "d"],
  [HOUR, "h"],
  [MINUTE, "min"],
  [SECOND, "s"],
] as const

/** `2 h 5 min`: the two largest units; below a second as `40 ms`. */
export function duration(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`
  const parts: string[] = []
  let left = ms
  for (const [unit, name] of UNITS) {
    const count = Math.floor(left / unit)
    left -= count * unit
    if (count > 0) parts.push(`${count} ${name}`)
    // A skipped unit ends it: "1 d 3 s" says too much.
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(" ")
}

/** `in 2 min`, or `now` when its moment has come. */
export const until = (at: number, now: number) => (at <= now ? "now" : `in ${duration(at - now)}`)
