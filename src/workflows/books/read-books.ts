import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readOrderBooks, type BookRow, type PaymentBooks } from "../../medusa/read-order-books"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"

/** What the ledger and Medusa's books say about the money of one Klarna order. */
export type Books = {
  purchase: PurchaseRow
  /** Medusa's. */
  orderId: string
  operations: OperationRow[]
  /** Of an order that Medusa has cancelled nothing is booked any more. */
  orderCanceled: boolean
  /** Payments that came from this purchase. */
  payments: PaymentBooks[]
  /** The one that counts; an order edit leaves cancelled ones behind. */
  payment: PaymentBooks | undefined
  /** Another payment of the order counts, of another purchase or another provider. */
  paidOtherwise: boolean
}

/** @returns nothing for a purchase that has not become an order */
export async function readBooks(
  container: MedusaContainer,
  purchase: PurchaseRow
): Promise<Books | undefined> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const orderId = await orderIdOf(query, purchase)
  if (!orderId || !purchase.klarna_order_id) return undefined
  const [order, holders, operations] = await Promise.all([
    readOrderBooks(query, orderId),
    klarna.purchases.holders(purchase.id),
    klarna.operations.ofKlarnaOrder(purchase.klarna_order_id),
  ])
  if (!order) return undefined
  const payments = order.payments.filter(({ sessionId }) => sessionId && holders.includes(sessionId))
  return {
    purchase,
    orderId,
    operations,
    orderCanceled: order.canceled,
    payments,
    payment: payments.find(({ canceled }) => !canceled),
    paidOtherwise: order.payments.some((payment) => !payment.canceled && !payments.includes(payment)),
  }
}

/** The order is noted once it is settled; before that its cart leads to it. */
async function orderIdOf(query: Query, purchase: PurchaseRow): Promise<string | undefined> {
  if (purchase.order_id) return purchase.order_id
  if (purchase.subject_type === "order") return purchase.subject_id
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: purchase.subject_id },
  })
  return (data[0] as { order_id: string } | undefined)?.order_id
}

export const rowsOf = ({ payments }: Books): BookRow[] =>
  payments.flatMap(({ captures, refunds }) => [...captures, ...refunds])

/** Captures and refunds that Medusa counts. What goes back without an order has no books. */
export const isForTheBooks = ({ kind, singleton }: OperationRow): boolean =>
  (kind === "capture" || kind === "refund") && singleton === null

export const isInTheBooks = (books: Books, operation: OperationRow): boolean =>
  books.orderCanceled || rowsOf(books).some(({ id, booked }) => booked && id === operation.medusa_row_id)

/** Effects that Medusa does not know of, or of which nobody knows whether they happened. */
export const lostEffects = (books: Books): OperationRow[] =>
  books.operations.filter(
    (operation) =>
      isForTheBooks(operation) &&
      ["confirmed", "sent", "unknown"].includes(operation.status) &&
      !isInTheBooks(books, operation)
  )
