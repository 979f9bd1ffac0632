import type { BigNumberInput } from "@medusajs/framework/types"
import type { Decimal } from "../domain/purchase-source"
import { toDecimal } from "./decimal"
import { isPresent } from "./is-present"
import type { Query } from "./read-purchase-source"

/** A capture or refund of Medusa's. Amounts in major units. */
export type BookRow = {
  id: string
  amount: Decimal
  createdAt: Date
  /** The order has its transaction: only then Medusa counts it as paid or paid back. */
  booked: boolean
  note: string | null
  refundReasonId: string | null
  createdBy: string | null
}

export type PaymentBooks = {
  id: string
  sessionId: string | null
  amount: Decimal
  currencyCode: string
  /** Captured to the end, as Medusa counts. */
  captured: boolean
  canceled: boolean
  captures: BookRow[]
  refunds: BookRow[]
}

export type OrderBooks = { orderId: string; canceled: boolean; payments: PaymentBooks[] }

type RowRecord = {
  id: string
  amount: BigNumberInput
  raw_amount?: BigNumberInput
  created_at: string | Date
  created_by?: string | null
  note?: string | null
  refund_reason?: { id: string } | null
  refund_reason_id?: string | null
}

type PaymentRecord = {
  id: string
  amount: BigNumberInput
  raw_amount?: BigNumberInput
  currency_code: string
  captured_at?: unknown
  canceled_at?: unknown
  payment_session?: { id: string } | null
  captures?: (RowRecord | null)[] | null
  refunds?: (RowRecord | null)[] | null
}

type OrderRecord = {
  id: string
  status: string
  canceled_at?: unknown
  payment_collections?: ({ payments?: (PaymentRecord | null)[] | null } | null)[] | null
}

const FIELDS = ["id", "status", "canceled_at", "payment_collections.id"]
const PAYMENT_FIELDS = [
  "id",
  "amount",
  "raw_amount",
  "currency_code",
  "captured_at",
  "canceled_at",
  "payment_session.id",
  "captures.*",
  "refunds.*",
]

/**
 * What Medusa's books say about an order's money: its payments with their captures and refunds, and which of them
 * have become transactions of the order.
 *
 * @returns nothing for an order that does not exist
 */
export async function readOrderBooks(query: Query, orderId: string): Promise<OrderBooks | undefined> {
  return (await readBooksOfOrders(query, [orderId])).get(orderId)
}

/** The books of many orders, by order id, in as many queries as those of one take. */
export async function readBooksOfOrders(query: Query, orderIds: string[]): Promise<Map<string, OrderBooks>> {
  const [orders, transactions] = await Promise.all([
    query.graph({
      entity: "order",
      fields: [...FIELDS, ...PAYMENT_FIELDS.map((field) => `payment_collections.payments.${field}`)],
      filters: { id: orderIds },
    }),
    query.graph({
      entity: "order_transaction",
      fields: ["reference_id"],
      filters: { order_id: orderIds },
    }),
  ])
  const booked = new Set(
    (transactions.data as { reference_id?: string | null }[]).map(({ reference_id }) => reference_id)
  )
  return new Map((orders.data as OrderRecord[]).map((order) => [order.id, toBooks(order, booked)]))
}

/** @param booked ids of captures and refunds that are transactions; they are unique, whichever order has them */
function toBooks(order: OrderRecord, booked: Set<string | null | undefined>): OrderBooks {
  const canceled = Boolean(order.canceled_at) || order.status === "canceled"
  // Cancelling an order books its refunds under the payment's id.
  const isBooked = (id: string) => canceled || booked.has(id)
  return {
    orderId: order.id,
    canceled,
    payments: (order.payment_collections ?? [])
      .flatMap((collection) => collection?.payments ?? [])
      .filter(isPresent)
      .map((payment) => toPayment(payment, isBooked)),
  }
}

function toPayment(payment: PaymentRecord, isBooked: (id: string) => boolean): PaymentBooks {
  const rows = (records: PaymentRecord["captures"]) =>
    (records ?? []).filter(isPresent).map((record) => toRow(record, isBooked(record.id)))
  return {
    id: payment.id,
    sessionId: payment.payment_session?.id ?? null,
    amount: toDecimal(payment.raw_amount ?? payment.amount),
    currencyCode: payment.currency_code,
    captured: Boolean(payment.captured_at),
    canceled: Boolean(payment.canceled_at),
    captures: rows(payment.captures),
    refunds: rows(payment.refunds),
  }
}

const toRow = (record: RowRecord, booked: boolean): BookRow => ({
  id: record.id,
  amount: toDecimal(record.raw_amount ?? record.amount),
  createdAt: new Date(record.created_at),
  booked,
  note: record.note ?? null,
  refundReasonId: record.refund_reason_id ?? record.refund_reason?.id ?? null,
  createdBy: record.created_by ?? null,
})
