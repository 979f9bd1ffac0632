import { QueryContext } from "@medusajs/framework/utils"
import type { Query } from "./read-purchase-source"

export type PriceContext = { region_id: string; customer_id?: string }

/** Major units, of one piece, as Medusa would enter it in an order. */
export type VariantPrice = {
  variant_id: string
  amount: number
  currency_code: string
  is_tax_inclusive: boolean
}

type RegionRecord = { id: string; currency_code: string }
type CustomerRecord = { groups?: ({ id: string } | null)[] | null }
type VariantRecord = {
  id: string
  calculated_price?: {
    calculated_amount?: number | null
    currency_code: string
    is_calculated_price_tax_inclusive?: boolean
  } | null
}

/**
 * What variants cost in a region, price lists and customer groups included.
 *
 * @returns nothing without such a region; a variant without a price there is left out
 */
export async function readVariantPrices(
  query: Query,
  ids: string[],
  { region_id, customer_id }: PriceContext
): Promise<VariantPrice[] | undefined> {
  const { data: regions } = await query.graph({
    entity: "region",
    fields: ["id", "currency_code"],
    filters: { id: region_id },
  })
  const [region] = regions as RegionRecord[]
  if (!region) return undefined
  const { data: variants } = await query.graph({
    entity: "product_variant",
    fields: ["id", "calculated_price.*"],
    filters: { id: ids },
    context: {
      calculated_price: QueryContext({
        region_id,
        currency_code: region.currency_code,
        ...(customer_id ? await customerContext(query, customer_id) : {}),
      }),
    },
  })
  return (variants as VariantRecord[]).flatMap(({ id, calculated_price: price }) =>
    price?.calculated_amount == null
      ? []
      : [
          {
            variant_id: id,
            amount: Number(price.calculated_amount),
            currency_code: price.currency_code,
            is_tax_inclusive: price.is_calculated_price_tax_inclusive === true,
          },
        ]
  )
}

async function customerContext(query: Query, customer_id: string) {
  const { data } = await query.graph({
    entity: "customer",
    fields: ["groups.id"],
    filters: { id: customer_id },
  })
  const [customer] = data as CustomerRecord[]
  const groups = (customer?.groups ?? []).flatMap((group) => (group ? [{ id: group.id }] : []))
  return { customer_id, customer: { id: customer_id, groups } }
}
