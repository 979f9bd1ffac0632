import { useQuery } from "@tanstack/react-query"
import { sdk } from "../sdk"

const MOST = 200

/** The shop's refund reasons; without leave to read them, none. */
export function useRefundReasons(): { id: string; label: string }[] {
  const { data } = useQuery({
    queryKey: ["klarna", "refund-reasons"],
    queryFn: async () => {
      const { refund_reasons } = await sdk.admin.refundReason.list({ limit: MOST, fields: "id,label" })
      return refund_reasons.map(({ id, label }) => ({ id, label }))
    },
    staleTime: 5 * 60_000,
    retry: false,
  })
  return data ?? []
}
