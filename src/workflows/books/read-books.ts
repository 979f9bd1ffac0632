import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, groupBy } from "@medusajs/framework/utils"
import {
  readBooksOfOrders,
  type BookRow,
  type OrderBooks,
  type PaymentBooks,
} from "../../medusa/read-order-books"
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
  return (await readBooksOf(container, [purchase])).get(purchase.id)
}

/** The books of many purchases, by purchase id, in as many queries as those of one take. */
export async function readBooksOf(
  container: MedusaContainer,
  purchases: readonly PurchaseRow[]
): Promise<Map<string, Books>> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const orderIds = await orderIdsOf(
    query,
    purchases.filter(({ klarna_order_id }) => klarna_order_id)
  )
  if (!orderIds.size) return new Map()
  const ordered = purchases.filter(({ id }) => orderIds.has(id))
  const [orders, holders, operations] = await Promise.all([
    readBooksOfOrders(query, [...new Set(orderIds.values())]),
    klarna.purchases.holdersOf(ordered.map(({ id }) => id)),
    klarna.operations.ofKlarnaOrders(ordered.map(({ klarna_order_id }) => klarna_order_id as string)),
  ])
  const holdersOf: Map<string, { id: string }[]> = groupBy(holders, "purchase_id")
  const operationsOf: Map<string, OperationRow[]> = groupBy(operations, "klarna_order_id")
  return new Map(
    ordered.flatMap((purchase) => {
      const order = orders.get(orderIds.get(purchase.id) as string)
      if (!order) return []
      const sessions = (holdersOf.get(purchase.id) ?? []).map(({ id }) => id)
      const ofIts = operationsOf.get(purchase.klarna_order_id as string) ?? []
      return [[purchase.id, toBooks(purchase, order, sessions, ofIts)]]
    })
  )
}

function toBooks(
  purchase: PurchaseRow,
  order: OrderBooks,
  sessions: string[],
  operations: OperationRow[]
): Books {
  const payments = order.payments.filter(({ sessionId }) => sessionId && sessions.includes(sessionId))
  return {
    purchase,
    orderId: order.orderId,
    operations,
    orderCanceled: order.canceled,
    payments,
    payment: payments.find(({ canceled }) => !canceled),
    paidOtherwise: order.payments.some((payment) => !payment.canceled && !payments.includes(payment)),
  }
}

/** By purchase id. The order is noted once it is settled; before that its cart leads to it. */
async function orderIdsOf(query: Query, purchases: readonly PurchaseRow[]): Promise<Map<string, string>> {
  const noted = ({ order_id, subject_type, subject_id }: PurchaseRow) =>
    order_id ?? (subject_type === "order" ? subject_id : undefined)
  const carts = purchases.filter((purchase) => !noted(purchase)).map(({ subject_id }) => subject_id)
  const links = carts.length
    ? await query.graph({
        entity: "order_cart",
        fields: ["cart_id", "order_id"],
        filters: { cart_id: carts },
      })
    : { data: [] }
  const ofCart = new Map(
    (links.data as { cart_id: string; order_id: string }[]).map((link) => [link.cart_id, link.order_id])
  )
  return new Map(
    purchases.flatMap((purchase) => {
      const orderId = noted(purchase) ?? ofCart.get(purchase.subject_id)
      return orderId ? [[purchase.id, orderId]] : []
    })
  )
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
