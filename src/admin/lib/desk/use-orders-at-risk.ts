import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { ask } from "../ask"
import type { DoNotShip } from "../klarna-order"
import { retryUnlessRefused } from "../payment-links/use-sessions"

/** An entry of `GET /admin/klarna/orders`. Amounts in major units, times ISO 8601. */
export type OrderAtRisk = {
  order_id: string
  display_id: number | null
  klarna_order_id: string | null
  klarna_reference: string | null
  currency_code: string
  remaining_authorized_amount: number
  expires_at: string | null
  /** Whole days until the authorization ends; negative once it has. */
  days_left: number | null
  do_not_ship: DoNotShip | null
  last_error: { code: string; message: string; resolved_at: string | null } | null
}

type OrderList = { klarna_orders: OrderAtRisk[]; count: number }

export const PAGE_SIZE = 20

/** @param page from 0 */
export function useOrdersAtRisk(page: number) {
  return useQuery({
    queryKey: ["klarna", "orders", "at-risk", page],
    queryFn: ({ signal }) => {
      const search = `at_risk=true&limit=${PAGE_SIZE}&offset=${page * PAGE_SIZE}`
      return ask<OrderList>("GET", `/admin/klarna/orders?${search}`, { signal })
    },
    placeholderData: keepPreviousData,
    retry: retryUnlessRefused,
    refetchOnWindowFocus: "always",
  })
}
