import { useQuery } from "@tanstack/react-query"
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

/** @param fingerprint changes whenever the order's money does */
export const useOutstanding = (orderId: string, fingerprint: string) =>
  useQuery({
    queryKey: ["klarna", "outstanding", orderId, fingerprint],
    queryFn: async ({ signal }) =>
      (
        await ask<{ outstanding: Outstanding }>("GET", `/admin/klarna/orders/${orderId}/outstanding`, {
          signal,
        })
      ).outstanding,
    retry: retryUnlessRefused,
    staleTime: 0,
  })

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
