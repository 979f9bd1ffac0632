import type { IFulfillmentModuleService, ITaxModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, getVariantAvailability, Modules } from "@medusajs/framework/utils"
import type { RefusalCode } from "../../domain/buyer-messages"
import { KlarnaMappingError } from "../../domain/errors"
import { samePurchase, type ReadOrder } from "../../domain/same-purchase"
import type { Query } from "../../medusa/read-purchase-source"
import { readSubjectDraft } from "../../medusa/read-subject-draft"
import type { PurchaseRow } from "../../modules/klarna/rows"

type AskedAddress = { country?: string; region?: string; postal_code?: string; city?: string }

/** The order as the buyer is about to pay it. */
export type AskedOrder = ReadOrder & {
  locale?: string
  shipping_address?: AskedAddress
  billing_address?: AskedAddress
}

type CartRecord = {
  completed_at?: unknown
  sales_channel_id?: string | null
  shipping_address?: {
    country_code?: string | null
    province?: string | null
    city?: string | null
    postal_code?: string | null
  } | null
  shipping_methods?: { shipping_option_id?: string | null }[]
  items?: {
    id: string
    product_id?: string | null
    quantity: number
    unit_price: number
    variant_id?: string | null
    variant?: { id: string; manage_inventory?: boolean; allow_backorder?: boolean } | null
    tax_lines?: { rate: number }[]
  }[]
}

/** Why a buyer may not pay this now, if there is a reason; answered from the database alone. */
export async function refusalOfPurchase(
  container: MedusaContainer,
  purchase: PurchaseRow,
  order: AskedOrder
): Promise<RefusalCode | undefined> {
  if (purchase.closed_at) return "cart_changed"
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  if (!(await isSame(query, purchase, order))) return "cart_changed"
  return purchase.subject_type === "cart"
    ? refusalOfCart(container, query, purchase.subject_id, order)
    : undefined
}

/** A cart that can no longer be sold at all (emptied, without an address) is another one than was to be paid. */
async function isSame(query: Query, purchase: PurchaseRow, order: AskedOrder): Promise<boolean> {
  const subject = { type: purchase.subject_type, id: purchase.subject_id }
  try {
    const read = await readSubjectDraft(query, subject, purchase.payment_collection_id)
    return read !== undefined && samePurchase(order, read.draft).equal
  } catch (error) {
    if (error instanceof KlarnaMappingError) return false
    throw error
  }
}

async function refusalOfCart(container: MedusaContainer, query: Query, cartId: string, order: AskedOrder) {
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "completed_at",
      "sales_channel_id",
      "shipping_address.*",
      "shipping_methods.shipping_option_id",
      "items.id",
      "items.product_id",
      "items.quantity",
      "items.unit_price",
      "items.variant_id",
      "items.tax_lines.rate",
      "items.variant.id",
      "items.variant.manage_inventory",
      "items.variant.allow_backorder",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as CartRecord
  if (cart.completed_at) return "cart_ordered" as const
  return (
    (await refusalOfAddress(container, cart, order)) ??
    ((await isSoldOut(query, cart)) ? "out_of_stock" : undefined)
  )
}

async function refusalOfAddress(
  container: MedusaContainer,
  cart: CartRecord,
  order: AskedOrder
): Promise<RefusalCode | undefined> {
  const given = order.shipping_address ?? order.billing_address
  if (!given?.country) return undefined
  const country = given.country.toLowerCase()
  if (country !== cart.shipping_address?.country_code?.toLowerCase()) return "country_changed"
  const province = toProvince(given.region, country)
  const known = toProvince(cart.shipping_address?.province ?? undefined, country)
  if (province && province !== known && (await changesTax(container, cart, country, province)))
    return "tax_changed"
  return (await isDelivered(container, cart, given, country, province)) ? undefined : "delivery_changed"
}

/** Medusa keeps subdivisions as ISO 3166-2 in lower case ("us-ca"), Klarna gives "CA". */
const toProvince = (region: string | undefined, country: string): string | undefined => {
  const code = region?.trim().toLowerCase()
  if (!code) return undefined
  return code.startsWith(`${country}-`) ? code : `${country}-${code}`
}

async function changesTax(
  container: MedusaContainer,
  cart: CartRecord,
  country: string,
  province: string
): Promise<boolean> {
  const items = (cart.items ?? []).filter((item) => item.product_id)
  const lines = await container.resolve<ITaxModuleService>(Modules.TAX).getTaxLines(
    items.map((item) => ({
      id: item.id,
      product_id: item.product_id as string,
      quantity: item.quantity,
      unit_price: item.unit_price,
    })),
    { address: { country_code: country, province_code: province } }
  )
  const rateOf = (itemId: string) =>
    lines
      .filter((line) => "line_item_id" in line && line.line_item_id === itemId)
      .reduce((sum, line) => sum + Number(line.rate), 0)
  return items.some(
    (item) => rateOf(item.id) !== (item.tax_lines ?? []).reduce((sum, line) => sum + Number(line.rate), 0)
  )
}

async function isDelivered(
  container: MedusaContainer,
  cart: CartRecord,
  given: AskedAddress,
  country: string,
  province: string | undefined
): Promise<boolean> {
  const options = (cart.shipping_methods ?? [])
    .map((method) => method.shipping_option_id)
    .filter((id): id is string => Boolean(id))
  if (!options.length) return true
  const fulfillment = container.resolve<IFulfillmentModuleService>(Modules.FULFILLMENT)
  const served = await fulfillment.listShippingOptionsForContext(
    {
      id: options,
      address: {
        country_code: country,
        province_code: province,
        city: given.city,
        postal_expression: given.postal_code,
      },
    } as never,
    { select: ["id"] }
  )
  return options.every((id) => served.some((option) => option.id === id))
}

async function isSoldOut(query: Query, cart: CartRecord): Promise<boolean> {
  const managed = (cart.items ?? []).filter(
    (item) => item.variant?.manage_inventory && !item.variant.allow_backorder
  )
  if (!managed.length || !cart.sales_channel_id) return false
  const availability = await getVariantAvailability(query as never, {
    variant_ids: [...new Set(managed.map((item) => item.variant_id as string))],
    sales_channel_id: cart.sales_channel_id,
  })
  return managed.some((item) => {
    const wanted = managed
      .filter((other) => other.variant_id === item.variant_id)
      .reduce((sum, other) => sum + Number(other.quantity), 0)
    return (availability[item.variant_id as string]?.availability ?? 0) < wanted
  })
}
