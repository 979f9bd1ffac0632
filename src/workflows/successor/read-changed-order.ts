import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { subtractDecimals, sumDecimals } from "../../domain/money"
import type { Decimal } from "../../domain/purchase-source"
import type { PaymentBooks } from "../../medusa/read-order-books"
import { readOutstanding, type Outstanding } from "../../medusa/read-outstanding"
import type { Query } from "../../medusa/read-purchase-source"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { readBooks } from "../books/read-books"

export type ChangedOrder = Outstanding & {
  /** What this purchase has to pay of it: the rest is paid or reserved otherwise. Major units; may be negative. */
  owed: Decimal
  /** Payments that came from this purchase, voided ones as well. */
  payments: PaymentBooks[]
}

/** @returns nothing for a purchase that has not become an order */
export async function readChangedOrder(
  container: MedusaContainer,
  purchase: PurchaseRow
): Promise<ChangedOrder | undefined> {
  const books = await readBooks(container, purchase)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const order = books && (await readOutstanding(query, books.orderId))
  if (!books || !order) return undefined
  const uncaptured = books.payments.filter(({ canceled }) => !canceled).map(leftOf)
  return {
    ...order,
    owed: sumDecimals([order.outstanding, ...uncaptured]),
    payments: books.payments,
  }
}

/** Of a payment, what is reserved and not captured. */
export const leftOf = ({ amount, captures }: PaymentBooks): Decimal =>
  subtractDecimals(amount, sumDecimals(captures.map((row) => row.amount)))
