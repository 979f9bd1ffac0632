import type { HttpTypes } from "@medusajs/types"

/** What needs a price context or tells of a subscription, beyond the store API's defaults. */
export const VARIANT_FIELDS =
  "+metadata,*variants.calculated_price,+variants.inventory_quantity,+variants.manage_inventory,+variants.allow_backorder"

type Variant = HttpTypes.StoreProductVariant

/** @returns the price as the country's shoppers see it, major units; undefined when it is not sold there */
export const priceOf = (variant: Variant) => variant.calculated_price?.calculated_amount ?? undefined

export const pricesOf = (variants: readonly Variant[]) =>
  variants.map(priceOf).filter((price) => price !== undefined)

export const includesTax = (variant: Variant) =>
  variant.calculated_price?.is_calculated_price_tax_inclusive ?? false

/** @returns how many can be sold, Infinity where stock is not counted */
export function stockOf(variant: Variant): number {
  if (!variant.manage_inventory || variant.allow_backorder) return Infinity
  return variant.inventory_quantity ?? 0
}
