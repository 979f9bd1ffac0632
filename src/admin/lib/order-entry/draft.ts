import { sdk } from "../sdk"

/** A draft order as the entry screen needs it. Amounts in major units, with tax unless they say otherwise. */
export type Draft = {
  id: string
  display_id: number
  email: string | null
  customer_id: string | null
  region_id: string
  sales_channel_id: string | null
  currency_code: string
  metadata: Record<string, unknown> | null
  total: number
  tax_total: number
  discount_total: number
  original_item_total: number
  original_shipping_total: number
  items: DraftItem[]
  shipping_methods: ({ id: string; shipping_option_id: string; name: string } & Adjusted)[]
  shipping_address: Partial<Record<keyof Address, string | null>> | null
  promotions?: DraftCode[]
}

export type DraftCode = {
  code: string
  campaign?: { starts_at: string | null; ends_at: string | null } | null
}

type Adjusted = { adjustments?: { code: string | null }[] }

export type DraftItem = Adjusted & {
  id: string
  title: string
  variant_title: string | null
  variant_id: string | null
  quantity: number
  unit_price: number
  /** Somebody set it: it is not the shop's own price. */
  is_custom_price?: boolean
  total: number
}

export const ADDRESS_FIELDS = [
  "first_name",
  "last_name",
  "address_1",
  "address_2",
  "postal_code",
  "city",
  "province",
  "country_code",
  "phone",
] as const
export type Address = Record<(typeof ADDRESS_FIELDS)[number], string>

const FIELDS = [
  "id",
  "display_id",
  "email",
  "customer_id",
  "region_id",
  "sales_channel_id",
  "currency_code",
  "metadata",
  "total",
  "tax_total",
  "discount_total",
  "original_item_total",
  "original_shipping_total",
  "*items",
  "items.adjustments.code",
  "*shipping_methods",
  "shipping_methods.adjustments.code",
  "*shipping_address",
  "promotions.code",
  "promotions.campaign.starts_at",
  "promotions.campaign.ends_at",
].join(",")

export async function readDraft(id: string): Promise<Draft> {
  const { draft_order } = await sdk.admin.draftOrder.retrieve(id, { fields: FIELDS })
  return draft_order as unknown as Draft
}

/** Where goods can be sent to. What is optional on paper is optional here. */
export const isCompleteAddress = (address: Address): boolean =>
  (["first_name", "last_name", "address_1", "postal_code", "city", "country_code"] as const).every((field) =>
    address[field].trim()
  )

export const toAddress = (known: Draft["shipping_address"] | undefined): Address =>
  Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, known?.[field] ?? ""])) as Address
