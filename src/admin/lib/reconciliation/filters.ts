import { STATES, type DifferenceState, type Kind } from "./difference"

export type Filters = {
  /** Without one, what is open. */
  state: DifferenceState | "all"
  kind: Kind | undefined
  /** From 0. */
  page: number
}

/** Reads an address that anybody may have changed by hand: what it does not know, it leaves out. */
export function readFilters(params: URLSearchParams, kinds: readonly Kind[]): Filters {
  const state = params.get("state")
  const page = Number(params.get("page") ?? 1)
  return {
    state: state === "all" ? "all" : (STATES.find((known) => known === state) ?? "open"),
    kind: kinds.find((known) => known === params.get("kind")),
    page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
  }
}

export function toSearch({ state, kind, page }: Filters, pageSize: number): string {
  const search = new URLSearchParams({ limit: String(pageSize), offset: String(page * pageSize) })
  if (state !== "all") search.set("state", state)
  if (kind) search.set("kind", kind)
  return search.toString()
}

const DAY_MS = 86_400_000
export const LONGEST_DAYS = 92

/** A day as a date field writes it, in the browser's time zone. */
export function toDay(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** @returns the period from the first moment of one day to the last of another; nothing when it is none */
export function toPeriod(from: string, to: string): { from: string; to: string } | undefined {
  const begin = new Date(`${from}T00:00:00`).getTime()
  const end = new Date(`${to}T00:00:00`)
  end.setDate(end.getDate() + 1)
  const days = (end.getTime() - begin) / DAY_MS
  return days > 0 && days <= LONGEST_DAYS
    ? { from: new Date(begin).toISOString(), to: end.toISOString() }
    : undefined
}
