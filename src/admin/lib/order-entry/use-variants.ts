import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { sdk } from "../sdk"

/** Something that can be sold. */
export type Variant = {
  id: string
  title: string
  sku: string | null
  product: string
  /** Pieces, or null when any number can be ordered. */
  stock: number | null
  /** Why `stock` is null: nobody counts, or it may be ordered without any. */
  isBackorder: boolean
  /** Of one piece where it is sold, as an order would have it; undefined when it has none there. */
  price: number | undefined
}

/** Where it is sold, and to whom: both decide what it costs. */
export type Market = { regionId: string; customerId: string | undefined }

const FIELDS = "id,title,sku,manage_inventory,allow_backorder,inventory_quantity,product.title"
const FOUND = 12

export const useFoundVariants = (text: string, market: Market | undefined) =>
  useQuery({
    queryKey: ["klarna", "variants", "found", text, market],
    queryFn: () => listVariants({ q: text, limit: FOUND }, market),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
  })

/** @returns the variants by id, for their stock */
export const useVariantsOf = (ids: string[]) =>
  useQuery({
    queryKey: ["klarna", "variants", "of", [...ids].sort()],
    queryFn: async () =>
      new Map(
        (await listVariants({ id: ids, limit: ids.length }, undefined)).map((variant) => [
          variant.id,
          variant,
        ])
      ),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })

type Listed = {
  id: string
  title: string | null
  sku: string | null
  manage_inventory: boolean
  allow_backorder: boolean
  inventory_quantity?: number
  product?: { title: string } | null
}

/** @param market without one there are no prices */
export async function listVariants(
  query: { q?: string; id?: string[]; limit: number },
  market: Market | undefined
): Promise<Variant[]> {
  const { variants } = await sdk.client.fetch<{ variants: Listed[] }>("/admin/product-variants", {
    query: { ...query, fields: FIELDS },
  })
  const prices = market ? await readPrices(variants, market) : new Map<string, number>()
  return variants.map((variant) => ({
    id: variant.id,
    title: variant.title ?? "",
    sku: variant.sku,
    product: variant.product?.title ?? variant.title ?? variant.id,
    stock:
      variant.manage_inventory && !variant.allow_backorder
        ? Math.max(0, variant.inventory_quantity ?? 0)
        : null,
    isBackorder: variant.manage_inventory && variant.allow_backorder,
    price: prices.get(variant.id),
  }))
}

async function readPrices(
  variants: Listed[],
  { regionId, customerId }: Market
): Promise<Map<string, number>> {
  if (!variants.length) return new Map()
  const { prices } = await sdk.client.fetch<{ prices: { variant_id: string; amount: number }[] }>(
    "/admin/klarna/variant-prices",
    { query: { id: variants.map(({ id }) => id), region_id: regionId, customer_id: customerId } }
  )
  return new Map(prices.map(({ variant_id, amount }) => [variant_id, amount]))
}
