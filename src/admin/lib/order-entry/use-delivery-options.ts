import { useQuery } from "@tanstack/react-query"
import { sdk } from "../sdk"
import type { Draft } from "./draft"

/** `price`: major units as entered; undefined when it is calculated for the order. */
export type DeliveryOption = { id: string; name: string; price: number | undefined }

/** What can take this draft to its address; asked anew when that changes. */
export function useDeliveryOptions(draft: Draft | undefined) {
  const address = draft?.shipping_address
  return useQuery({
    queryKey: [
      "klarna",
      "delivery",
      draft?.id,
      address?.country_code,
      address?.province,
      address?.postal_code,
    ],
    queryFn: () => listOptions(draft?.id ?? "", draft?.currency_code ?? ""),
    enabled: Boolean(draft && address?.country_code && address.postal_code),
  })
}

async function listOptions(draftId: string, currency: string): Promise<DeliveryOption[]> {
  const { shipping_options } = await sdk.client.fetch<{ shipping_options: { id: string; name: string }[] }>(
    `/admin/orders/${draftId}/shipping-options`
  )
  const prices = await readPrices(
    shipping_options.map(({ id }) => id),
    currency
  )
  return shipping_options.map(({ id, name }) => ({ id, name, price: prices.get(id) }))
}

async function readPrices(ids: string[], currency: string): Promise<Map<string, number>> {
  if (!ids.length) return new Map()
  const { shipping_options } = await sdk.client.fetch<{
    shipping_options: {
      id: string
      prices?: { amount: number; currency_code: string; price_rules?: unknown[] }[]
    }[]
  }>("/admin/shipping-options", {
    query: {
      id: ids,
      limit: ids.length,
      fields: "id,prices.amount,prices.currency_code,prices.price_rules.id",
    },
  })
  return new Map(
    shipping_options.flatMap(({ id, prices }) => {
      const plain = prices?.find((price) => price.currency_code === currency && !price.price_rules?.length)
      return plain ? [[id, plain.amount] as const] : []
    })
  )
}
