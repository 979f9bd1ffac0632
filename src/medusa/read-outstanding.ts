import type { BigNumberInput } from "@medusajs/framework/types"
import type { Decimal } from "../domain/purchase-source"
import { subtractDecimals, sumDecimals } from "../domain/money"
import { toDecimal } from "./decimal"
import { owedTotal, type OwedOrder } from "./owed-total"
import type { Query } from "./read-purchase-source"

/** What is still to be paid of an order or draft order, and what is there to pay it with. Major units. */
export type Outstanding = {
  id: string
  display_id: number
  is_draft: boolean
  canceled: boolean
  currency_code: string
  email: string | null
  region_id: string | null
  sales_channel: { id: string; name?: string } | undefined
  /** The total less what is authorized or captured, plus what was refunded of that. */
  outstanding: Decimal
  /** Collections without any payment yet. */
  unpaid_collections: { id: string; amount: Decimal; status: string }[]
  /** Of the region. */
  provider_ids: string[]
}

type Amount = BigNumberInput | null | undefined
type OrderRecord = {
  id: string
  display_id: number
  is_draft_order?: boolean
  status: string
  canceled_at?: unknown
  currency_code: string
  email?: string | null
  region_id?: string | null
  total?: Amount
  summary?: OwedOrder["summary"]
  items?: OwedOrder["items"]
  sales_channel?: { id: string; name?: string | null } | null
  region?: { payment_providers?: ({ id: string } | null)[] | null } | null
  payment_collections?: ({
    id: string
    status: string
    amount?: Amount
    payments?: ({
      amount?: Amount
      canceled_at?: unknown
      captures?: ({ amount?: Amount } | null)[] | null
      refunds?: ({ amount?: Amount } | null)[] | null
    } | null)[]
  } | null)[]
}

export async function readOutstanding(query: Query, orderId: string): Promise<Outstanding | undefined> {
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "is_draft_order",
      "status",
      "canceled_at",
      "currency_code",
      "email",
      "region_id",
      "total",
      "summary",
      "items.detail.return_requested_quantity",
      "sales_channel.id",
      "sales_channel.name",
      "region.payment_providers.id",
      "payment_collections.id",
      "payment_collections.status",
      "payment_collections.amount",
      "payment_collections.payments.amount",
      "payment_collections.payments.canceled_at",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
    ],
    filters: { id: orderId },
  })
  const order = data[0] as OrderRecord | undefined
  if (!order) return undefined
  const collections = present(order.payment_collections)
  const payments = collections.flatMap((collection) => present(collection.payments))
  // Of a payment that a change of the order voided, what was captured before still counts.
  const covered = payments.map(({ amount, canceled_at, captures, refunds }) =>
    subtractDecimals(canceled_at ? sumOf(captures) : decimal(amount), sumOf(refunds))
  )
  return {
    id: order.id,
    display_id: order.display_id,
    is_draft: Boolean(order.is_draft_order),
    canceled: Boolean(order.canceled_at) || order.status === "canceled",
    currency_code: order.currency_code,
    email: order.email ?? null,
    region_id: order.region_id ?? null,
    sales_channel: order.sales_channel
      ? { id: order.sales_channel.id, name: order.sales_channel.name ?? undefined }
      : undefined,
    outstanding: subtractDecimals(owedTotal(order), sumDecimals(covered)),
    unpaid_collections: collections
      .filter(({ status, payments: made }) => UNPAID.includes(status) && !present(made).length)
      .map(({ id, amount, status }) => ({ id, amount: decimal(amount), status })),
    provider_ids: present(order.region?.payment_providers).map(({ id }) => id),
  }
}

const UNPAID = ["not_paid", "awaiting"]

const decimal = (amount: Amount): Decimal => toDecimal(amount ?? 0)

const sumOf = (rows: ({ amount?: Amount } | null)[] | null | undefined): Decimal =>
  sumDecimals(present(rows).map(({ amount }) => decimal(amount)))

const present = <Entry>(entries: (Entry | null)[] | null | undefined): Entry[] =>
  (entries ?? []).filter((entry): entry is Entry => entry !== null)
