import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { ask } from "../ask"
import { retryUnlessRefused } from "../payment-links/use-sessions"
import { sdk } from "../sdk"
import type { CustomerToken, Subscription } from "./customer-payments"

/** More than anybody reads on one page; the newest come first. */
const MOST = 50

type Found = { subscriptions: Subscription[]; count: number; tokens: CustomerToken[] }

/** What a customer is charged for, and with. */
export function useCustomerPayments(customerId: string) {
  return useQuery({
    queryKey: keyOf(customerId),
    queryFn: async ({ signal }): Promise<Found> => {
      const [{ subscriptions, count }, { customer_tokens }] = await Promise.all([
        ask<{ subscriptions: Subscription[]; count: number }>(
          "GET",
          `/admin/klarna/subscriptions?customer_id=${customerId}&limit=${MOST}`,
          { signal }
        ),
        ask<{ customer_tokens: CustomerToken[] }>("GET", `/admin/klarna/customers/${customerId}/tokens`, {
          signal,
        }),
      ])
      return { subscriptions, count, tokens: customer_tokens }
    },
    retry: retryUnlessRefused,
    refetchOnWindowFocus: "always",
  })
}

/** What staff can do about it. Each reads everything anew afterwards, also when it was refused. */
export function useCustomerPaymentActions(customerId: string) {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: keyOf(customerId) })
  return {
    charge: useMutation({
      mutationFn: ({ id, not_charged }: { id: string; not_charged: boolean }) =>
        ask<{ charge: { state: string } }>("POST", `/admin/klarna/subscriptions/${id}/charge`, {
          body: { not_charged },
        }),
      onSettled,
    }),
    cancel: useMutation({
      mutationFn: ({ id }: { id: string }) =>
        ask("POST", `/admin/klarna/subscriptions/${id}/cancel`, { body: {} }),
      onSettled,
    }),
    cancelToken: useMutation({
      mutationFn: ({ id }: { id: string }) =>
        sdk.client.fetch(`/admin/klarna/customer-tokens/${id}`, { method: "DELETE" }),
      onSettled,
    }),
  }
}

const keyOf = (customerId: string) => ["klarna", "customer", customerId]
