import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { ask } from "../ask"
import { isRefused } from "./is-refused"
import { isMoving } from "./link-state"
import { toSearch, type ListQuery } from "./list-query"
import type { Session } from "./session"

const AGAIN_MS = 5_000

export type SessionList = { sessions: Session[]; count: number; offset: number; limit: number }

/** One page of the list, kept fresh while something on it can still change. */
export function useSessions(query: ListQuery) {
  return useQuery({
    queryKey: ["klarna", "sessions", query],
    queryFn: ({ signal }) =>
      ask<SessionList>("GET", `/admin/klarna/sessions?${toSearch(query, Date.now())}`, { signal }),
    placeholderData: keepPreviousData,
    retry: retryUnlessRefused,
    refetchInterval: ({ state: { data } }) => (data?.sessions.some(isMoving) ? AGAIN_MS : false),
  })
}

/** What was refused is refused again. */
export const retryUnlessRefused = (failures: number, error: Error): boolean =>
  failures < 2 && !isRefused(error)
