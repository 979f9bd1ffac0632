import type { BigNumberInput } from "@medusajs/framework/types"
import type { PurchaseSource, SourceAddress, SourceItem, SourceTotals } from "../domain/purchase-source"
import { sumDecimals } from "../domain/money"
import { toDecimal } from "./decimal"
import { isPresent } from "./is-present"
import { readSubscription } from "./read-subscription"

/** Medusa's `query`, as far as we use it. */
export type Query = {
  graph: (input: {
    entity: string
    fields: string[]
    filters?: Record<string, unknown>
    pagination?: Record<string, unknown>
    context?: Record<string, unknown>
  }) => Promise<{ data: unknown[] }>
}

/** Item and shipping totals are computed only when a total of the whole is asked for. */
const FIELDS = [
  "id",
  "currency_code",
  "email",
  "customer_id",
  "locale",
  "total",
  "tax_total",
  "items.*",
  "items.tax_lines.*",
  "items.adjustments.*",
  "shipping_methods.*",
  "shipping_methods.tax_lines.*",
  "shipping_methods.adjustments.*",
  "shipping_address.*",
  "billing_address.*",
  "credit_lines.*",
  "sales_channel.id",
  "sales_channel.name",
]

/**
 * Reads a cart or an order with everything that Klarna's lines are made of.
 *
 * @returns nothing when there is no such cart or order
 */
export async function readPurchaseSource(
  query: Query,
  subject: { type: "cart" | "order"; id: string }
): Promise<PurchaseSource | undefined> {
  const { data } = await query.graph({
    entity: subject.type,
    fields: subject.type === "cart" ? FIELDS : [...FIELDS, "display_id", "items.detail.*"],
    filters: { id: subject.id },
  })
  const record = data[0] as MedusaRecord | undefined
  return record && toSource(subject.type, record)
}

type MedusaTotals = {
  total?: BigNumberInput
  original_total?: BigNumberInput
  subtotal?: BigNumberInput
  tax_total?: BigNumberInput
  original_tax_total?: BigNumberInput
  discount_total?: BigNumberInput
  tax_lines?: { rate?: BigNumberInput }[]
}

type MedusaItem = MedusaTotals & {
  id: string
  title: string
  product_title?: string | null
  variant_title?: string | null
  variant_sku?: string | null
  variant_id?: string | null
  product_id?: string | null
  product_handle?: string | null
  thumbnail?: string | null
  quantity?: BigNumberInput
  requires_shipping?: boolean
  is_giftcard?: boolean
  metadata?: Record<string, unknown> | null
  /** Of an order's item: what happened to its pieces. */
  detail?: { return_received_quantity?: BigNumberInput; return_dismissed_quantity?: BigNumberInput } | null
}

type MedusaAddress = {
  company?: string | null
  first_name?: string | null
  last_name?: string | null
  address_1?: string | null
  address_2?: string | null
  postal_code?: string | null
  city?: string | null
  province?: string | null
  country_code?: string | null
  phone?: string | null
}

type MedusaRecord = {
  id: string
  display_id?: number | null
  currency_code: string
  email?: string | null
  customer_id?: string | null
  locale?: string | null
  total?: BigNumberInput
  tax_total?: BigNumberInput
  items?: (MedusaItem | null)[]
  shipping_methods?: (
    (MedusaTotals & { id: string; name: string; shipping_option_id?: string | null }) | null
  )[]
  shipping_address?: MedusaAddress | null
  billing_address?: MedusaAddress | null
  sales_channel?: { id: string; name?: string | null } | null
  credit_lines?: ({
    id: string
    amount?: BigNumberInput
    reference?: string | null
    reference_id?: string | null
  } | null)[]
}

function toSource(kind: PurchaseSource["kind"], record: MedusaRecord): PurchaseSource {
  return {
    kind,
    id: record.id,
    displayId: record.display_id == null ? undefined : String(record.display_id),
    currencyCode: record.currency_code,
    total: toDecimal(record.total),
    taxTotal: toDecimal(record.tax_total),
    email: record.email ?? undefined,
    customerId: record.customer_id ?? undefined,
    locale: record.locale ?? undefined,
    items: present(record.items).map(toItem),
    shippingMethods: present(record.shipping_methods).map((method) => ({
      ...toTotals(method),
      id: method.id,
      name: method.name,
      shippingOptionId: method.shipping_option_id ?? undefined,
    })),
    creditLines: present(record.credit_lines).map((line) => ({
      id: line.id,
      amount: toDecimal(line.amount),
      reference: line.reference ?? undefined,
      referenceId: line.reference_id ?? undefined,
    })),
    salesChannel: record.sales_channel
      ? { id: record.sales_channel.id, name: record.sales_channel.name ?? undefined }
      : undefined,
    shippingAddress: toAddress(record.shipping_address),
    billingAddress: toAddress(record.billing_address),
  }
}

/** Items come in the database's order, which changes; Klarna's lines must not. */
const present = <Entry extends { id: string }>(entries: (Entry | null)[] | undefined): Entry[] =>
  (entries ?? []).filter(isPresent).sort((a, b) => (a.id < b.id ? -1 : 1))

const toTotals = (totals: MedusaTotals): SourceTotals => ({
  total: toDecimal(totals.total),
  originalTotal: toDecimal(totals.original_total),
  subtotal: toDecimal(totals.subtotal),
  taxTotal: toDecimal(totals.tax_total),
  originalTaxTotal: toDecimal(totals.original_tax_total),
  discountTotal: toDecimal(totals.discount_total),
  taxRates: (totals.tax_lines ?? []).map((line) => toDecimal(line.rate)),
})

const toItem = (item: MedusaItem): SourceItem => ({
  ...toTotals(item),
  id: item.id,
  title: item.title,
  productTitle: item.product_title ?? undefined,
  variantTitle: item.variant_title ?? undefined,
  variantSku: item.variant_sku ?? undefined,
  variantId: item.variant_id ?? undefined,
  productId: item.product_id ?? undefined,
  productHandle: item.product_handle ?? undefined,
  thumbnail: item.thumbnail ?? undefined,
  quantity: toDecimal(item.quantity),
  // Medusa's totals leave returned pieces out, its quantity does not.
  returnedQuantity: item.detail
    ? sumDecimals([
        toDecimal(item.detail.return_received_quantity),
        toDecimal(item.detail.return_dismissed_quantity),
      ])
    : undefined,
  requiresShipping: item.requires_shipping ?? true,
  isGiftcard: item.is_giftcard ?? false,
  metadata: item.metadata ?? undefined,
  ...readSubscription(item.metadata),
})

const toAddress = (address: MedusaAddress | null | undefined): SourceAddress | undefined =>
  address
    ? {
        company: address.company ?? undefined,
        firstName: address.first_name ?? undefined,
        lastName: address.last_name ?? undefined,
        address1: address.address_1 ?? undefined,
        address2: address.address_2 ?? undefined,
        postalCode: address.postal_code ?? undefined,
        city: address.city ?? undefined,
        province: address.province ?? undefined,
        countryCode: address.country_code ?? undefined,
        phone: address.phone ?? undefined,
      }
    : undefined
