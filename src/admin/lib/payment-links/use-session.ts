import { useQuery } from "@tanstack/react-query"
import { ask } from "../ask"
import { isMoving } from "./link-state"
import type { SessionDetail } from "./session"
import { retryUnlessRefused } from "./use-sessions"

/** Reads our own records only: Klarna is not asked. */
const AGAIN_MS = 1_000

export type SessionAnswer = { session: SessionDetail; now?: string }

export const sessionKey = (id: string) => ["klarna", "session", id]

/** One link, read every second while it can still change and somebody is looking. */
export function useSession(id: string) {
  return useQuery({
    queryKey: sessionKey(id),
    queryFn: ({ signal }) =>
      ask<SessionAnswer>("GET", `/admin/klarna/sessions/${encodeURIComponent(id)}`, { signal }),
    retry: retryUnlessRefused,
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state: { data } }) => (!data || isMoving(data.session) ? AGAIN_MS : false),
  })
}
