import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { sdk } from "../sdk"

/** Something that can be sold. `stock`: pieces, or null when nobody counts. */
export type Variant = {
  id: string
  title: string
  sku: string | null
  product: string
  thumbnail: string | null
  stock: number | null
  prices: { amount: number; currency_code: string; regions: string[] }[]
}

const FIELDS =
  "id,title,sku,manage_inventory,allow_backorder,inventory_quantity,product.title,product.thumbnail," +
  "prices.amount,prices.currency_code,prices.min_quantity,prices.price_rules.attribute,prices.price_rules.value"
const FOUND = 12

export const useFoundVariants = (text: string) =>
  useQuery({
    queryKey: ["klarna", "variants", "found", text],
    queryFn: () => listVariants({ q: text, limit: FOUND }),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
  })

/** @returns the variants by id, for their stock */
export const useVariantsOf = (ids: string[]) =>
  useQuery({
    queryKey: ["klarna", "variants", "of", [...ids].sort()],
    queryFn: async () =>
      new Map((await listVariants({ id: ids, limit: ids.length })).map((variant) => [variant.id, variant])),
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
  product?: { title: string; thumbnail: string | null } | null
  prices?:
    | {
        amount: number
        currency_code: string
        min_quantity?: number | null
        price_rules?: { attribute: string; value: string }[]
      }[]
    | null
}

export async function listVariants(query: { q?: string; id?: string[]; limit: number }): Promise<Variant[]> {
  const { variants } = await sdk.client.fetch<{ variants: Listed[] }>("/admin/product-variants", {
    query: { ...query, fields: FIELDS },
  })
  return variants.map((variant) => ({
    id: variant.id,
    title: variant.title ?? "",
    sku: variant.sku,
    product: variant.product?.title ?? variant.title ?? variant.id,
    thumbnail: variant.product?.thumbnail ?? null,
    stock:
      variant.manage_inventory && !variant.allow_backorder
        ? Math.max(0, variant.inventory_quantity ?? 0)
        : null,
    prices: (variant.prices ?? [])
      // Of one piece, for everybody: what the draft asks is Medusa's own calculation.
      .filter(({ min_quantity, price_rules }) => !min_quantity && isForRegionsOnly(price_rules))
      .map(({ amount, currency_code, price_rules }) => ({
        amount,
        currency_code,
        regions: (price_rules ?? []).map(({ value }) => value),
      })),
  }))
}

const isForRegionsOnly = (rules: { attribute: string }[] | undefined) =>
  (rules ?? []).every(({ attribute }) => attribute === "region_id")

/** What one piece costs in a region: its own price before that of the currency. */
export function priceIn(
  { prices }: Variant,
  region: { id: string; currency_code: string }
): number | undefined {
  const inCurrency = prices.filter(({ currency_code }) => currency_code === region.currency_code)
  const own = inCurrency.find(({ regions }) => regions.includes(region.id))
  return (own ?? inCurrency.find(({ regions }) => !regions.length))?.amount
}
