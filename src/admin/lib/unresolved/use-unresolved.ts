import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { ask } from "../ask"
import { retryUnlessRefused } from "../payment-links/use-sessions"
import type { UnresolvedPurchase } from "./purchase"

const KEY = ["klarna", "unresolved"]

/** More than anybody has at once: each stands for a payment whose answer was lost. */
const MOST = 20

/** Purchases whose order at Klarna nobody has found, longest waiting first. */
export function useUnresolved() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      ask<{ purchases: UnresolvedPurchase[]; count: number }>(
        "GET",
        `/admin/klarna/purchases?unresolved=true&limit=${MOST}`,
        { signal }
      ),
    retry: retryUnlessRefused,
    refetchOnWindowFocus: "always",
  })
}

/** One purchase, which may come to wait for somebody while it is looked at. */
export function usePurchase(id: string) {
  return useQuery({
    queryKey: [...KEY, id],
    queryFn: ({ signal }) =>
      ask<{ purchase: UnresolvedPurchase }>("GET", `/admin/klarna/purchases/${encodeURIComponent(id)}`, {
        signal,
      }),
    select: ({ purchase }) => purchase,
    retry: retryUnlessRefused,
    refetchInterval: 60_000,
    refetchOnWindowFocus: "always",
  })
}

/** Says what Klarna's portal shows: an order's id, or null for none. */
export function useResolve(id: string) {
  const queries = useQueryClient()
  return useMutation<{ purchase: UnresolvedPurchase }, Error, string | null>({
    mutationFn: (klarna_order_id) =>
      ask("POST", `/admin/klarna/purchases/${encodeURIComponent(id)}/resolve`, { body: { klarna_order_id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["klarna"] }),
  })
}
