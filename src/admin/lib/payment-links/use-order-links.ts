import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { ask } from "../ask"
import { isMoving } from "./link-state"
import { retryUnlessRefused, type SessionList } from "./use-sessions"

/** `GET /admin/klarna/orders/:order_id/outstanding`. Amount in major units. */
export type Outstanding = {
  order_id: string
  is_draft: boolean
  amount: number
  currency_code: string
  /** The refusal that making a link would meet; a key under `links.refusal` of the texts. */
  obstacle: string | null
  provider_ids: string[]
}

const SHOWN = 3
const AGAIN_MS = 3_000
/** What Medusa's own sections of an order's page are read by. */
const MEDUSAS = ["orders", "reservation_items"]

/**
 * @param fingerprint changes whenever the order's money does
 * @param isWatched whether something may change it without anybody here doing anything
 */
export const useOutstanding = (orderId: string, fingerprint: string, isWatched: boolean) =>
  useQuery({
    queryKey: ["klarna", "outstanding", orderId, fingerprint],
    queryFn: async ({ signal }) =>
      (
        await ask<{ outstanding: Outstanding }>("GET", `/admin/klarna/orders/${orderId}/outstanding`, {
          signal,
        })
      ).outstanding,
    retry: retryUnlessRefused,
    // The old amount stays while the new one comes, but never that of another order.
    placeholderData: (previous: Outstanding | undefined, query) =>
      query?.queryKey[2] === orderId ? previous : undefined,
    staleTime: 0,
    refetchInterval: isWatched ? AGAIN_MS : false,
  })

/** What becomes of a link changes the order: Medusa's own sections of its page and ours are read again then. */
export function useFollowedOrder(orderId: string, outstanding: Outstanding | undefined): void {
  const queries = useQueryClient()
  const standing = outstanding && [outstanding.amount, outstanding.obstacle, outstanding.is_draft].join()
  const seen = useRef<string>()
  useEffect(() => {
    const before = seen.current
    seen.current = standing
    if (before === undefined || standing === undefined || before === standing) return
    for (const key of MEDUSAS) void queries.invalidateQueries({ queryKey: [key] })
    void queries.invalidateQueries({ queryKey: ["klarna", "order", orderId] })
  }, [standing, orderId, queries])
}

/** The links of one order that matter now, newest first. */
export const useOrderLinks = (orderId: string) =>
  useQuery({
    queryKey: ["klarna", "sessions", "of-order", orderId],
    queryFn: ({ signal }) =>
      ask<SessionList>("GET", `/admin/klarna/sessions?links=true&limit=${SHOWN}&q=${orderId}`, { signal }),
    retry: retryUnlessRefused,
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state: { data } }) => (data?.sessions.some(isMoving) ? AGAIN_MS : false),
  })
