import { useQuery } from "@tanstack/react-query"
import { sdk } from "../sdk"

/** The number that staff and shopper know an order by; undefined until Medusa has said. */
export function useOrderNumber(orderId: string): number | undefined {
  const { data } = useQuery({
    queryKey: ["klarna", "order-number", orderId],
    queryFn: async () => {
      const { order } = await sdk.admin.order.retrieve(orderId, { fields: "id,display_id" })
      return order.display_id ?? null
    },
    staleTime: Infinity,
    retry: false,
  })
  return data ?? undefined
}
