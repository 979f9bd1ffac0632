import type { BigNumberInput } from "@medusajs/framework/types"
import type { Decimal } from "../domain/purchase-source"
import { subtractDecimals, sumDecimals } from "../domain/money"
import { toDecimal } from "./decimal"
import { isPresent } from "./is-present"
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
  /**
   * What Medusa says is to be paid, less what is reserved and not captured yet. Of an exchange that is less than the
   * total as long as the goods are on their way back. A draft: its total less what is paid.
   */
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
  summary?: { pending_difference?: Amount; raw_pending_difference?: Amount } | null
  sales_channel?: { id: string; name?: string | null } | null
  region?: { payment_providers?: ({ id: string } | null)[] | null } | null
  payment_collections?: ({
    id: string
    status: string
    amount?: Amount
    payments?: (PaymentRecord | null)[]
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
    outstanding: toOutstanding(order, payments),
    unpaid_collections: collections
      .filter(({ status, payments: made }) => UNPAID.includes(status) && !present(made).length)
      .map(({ id, amount, status }) => ({ id, amount: decimal(amount), status })),
    provider_ids: present(order.region?.payment_providers).map(({ id }) => id),
  }
}

type PaymentRecord = {
  amount?: Amount
  canceled_at?: unknown
  captures?: ({ amount?: Amount } | null)[] | null
  refunds?: ({ amount?: Amount } | null)[] | null
}

function toOutstanding(order: OrderRecord, payments: PaymentRecord[]): Decimal {
  const pending = order.summary?.raw_pending_difference ?? order.summary?.pending_difference
  if (order.is_draft_order || pending == null) {
    const paid = payments.map((payment) => subtractDecimals(held(payment), sumOf(payment.refunds)))
    return subtractDecimals(decimal(order.total), sumDecimals(paid))
  }
  const reserved = payments.map((payment) => subtractDecimals(held(payment), sumOf(payment.captures)))
  return subtractDecimals(decimal(pending), sumDecimals(reserved))
}

/** Of a payment that a change of the order voided, what was captured before still counts. */
const held = ({ amount, canceled_at, captures }: PaymentRecord): Decimal =>
  canceled_at ? sumOf(captures) : decimal(amount)

const UNPAID = ["not_paid", "awaiting"]

const decimal = (amount: Amount): Decimal => toDecimal(amount ?? 0)

const sumOf = (rows: ({ amount?: Amount } | null)[] | null | undefined): Decimal =>
  sumDecimals(present(rows).map(({ amount }) => decimal(amount)))

const present = <Entry>(entries: (Entry | null | undefined)[] | null | undefined): Entry[] =>
  (entries ?? []).filter(isPresent)
