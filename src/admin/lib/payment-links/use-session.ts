import { useQuery } from "@tanstack/react-query"
import { ask } from "../ask"
import { isRefused } from "./is-refused"
import { isMoving, isSettling } from "./link-state"
import type { SessionDetail } from "./session"
import { retryUnlessRefused } from "./use-sessions"

/** Reads our own records only: Klarna is not asked. */
const AGAIN_MS = 1_000

export type SessionAnswer = { session: SessionDetail; now?: string }

export const sessionKey = (id: string) => ["klarna", "session", id]

/** One link, read every second while it can still change and somebody is looking. What was refused is not asked again. */
export function useSession(id: string) {
  return useQuery({
    queryKey: sessionKey(id),
    queryFn: ({ signal }) =>
      ask<SessionAnswer>("GET", `/admin/klarna/sessions/${encodeURIComponent(id)}`, { signal }),
    retry: retryUnlessRefused,
    // Whoever has logged in again comes back to it.
    refetchOnMount: "always",
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state: { data, error } }) =>
      !isRefused(error) && (!data || isMoving(data.session) || isSettling(data)) ? AGAIN_MS : false,
  })
}
