import { CHANNELS, type Channel } from "./session"

export const PAGE_SIZE = 20

export const STATES = ["open", "paid", "ended"] as const
export const AGES = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000 } as const
export type Age = keyof typeof AGES

/** What the list shows; every part of it stands in the page's address, so that it can be shared and come back to. */
export type ListQuery = {
  q: string
  state: (typeof STATES)[number] | undefined
  channel: Channel | undefined
  agent: string | undefined
  age: Age | undefined
  /** Shoppers' checkouts as well. */
  everything: boolean
  /** From 0. */
  page: number
}

/** Reads an address that anybody may have changed by hand: what it does not know, it leaves out. */
export function readListQuery(params: URLSearchParams): ListQuery {
  const page = Number(params.get("page") ?? 1)
  return {
    q: (params.get("q") ?? "").slice(0, 255),
    state: oneOf(STATES, params.get("state")),
    channel: oneOf(CHANNELS, params.get("channel")),
    agent: params.get("agent") ?? undefined,
    age: oneOf(Object.keys(AGES) as Age[], params.get("age")),
    everything: params.get("show") === "all",
    page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
  }
}

/** Changes filters in an address. Another selection starts on its first page. */
export function withChange(
  params: URLSearchParams,
  changes: Record<string, string | undefined>
): URLSearchParams {
  const next = new URLSearchParams(params)
  if (!("page" in changes)) next.delete("page")
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  return next
}

export const isFiltered = ({ q, state, channel, agent, age }: ListQuery): boolean =>
  Boolean(q || state || channel || agent || age)

/** @param now milliseconds; cut to the minute, so that the same list has the same name for a while */
export function toSearch(
  { q, state, channel, agent, age, everything, page }: ListQuery,
  now: number
): string {
  const search = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String(page * PAGE_SIZE) })
  if (!everything) search.set("links", "true")
  if (q.trim()) search.set("q", q.trim())
  if (state) search.set("state", state)
  if (channel) search.set("channel", channel)
  if (agent) search.set("created_by", agent)
  if (age) search.set("created_after", new Date(Math.floor(now / 60_000) * 60_000 - AGES[age]).toISOString())
  return search.toString()
}

const oneOf = <Word extends string>(words: readonly Word[], given: string | null): Word | undefined =>
  words.find((word) => word === given)
