import { useQuery } from "@tanstack/react-query"
import type { KlarnaOrder } from "./klarna-order"
import { retryUnlessRefused } from "./payment-links/use-sessions"
import { readKlarnaOrder } from "./read-klarna-order"
import { isUnsettled } from "./unsettled"

const SOON_MS = 5_000
const LATER_MS = 60_000
/** Each look is a call to Klarna: what is not settled after two minutes waits for somebody, not for us. */
const QUICK_LOOKS = 24

/**
 * An order's Klarna payment, read anew after money moved, when the window is looked at again and while unsettled.
 *
 * @param klarnaOrderId which of several; without it the newest that pays
 * @param money changes whenever Medusa's own sections moved some
 */
export function useKlarnaOrder(orderId: string, klarnaOrderId?: string, money = "") {
  return useQuery({
    queryKey: ["klarna", "order", orderId, klarnaOrderId ?? "", money],
    queryFn: () => readKlarnaOrder(orderId, klarnaOrderId),
    retry: retryUnlessRefused,
    // The old numbers stay while the new ones come, but never those of another one.
    placeholderData: (previous: KlarnaOrder | null | undefined, query) =>
      query?.queryKey[2] === orderId && query.queryKey[3] === (klarnaOrderId ?? "") ? previous : undefined,
    staleTime: 0,
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      if (!data || !isUnsettled(data)) return false
      return dataUpdateCount <= QUICK_LOOKS ? SOON_MS : LATER_MS
    },
  })
}
