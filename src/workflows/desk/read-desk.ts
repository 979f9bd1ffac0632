import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { matchOrderLines } from "../../domain/match-order-lines"
import { obstacleSentence } from "../../domain/obstacle"
import { toSentLines } from "../../domain/operation-bodies"
import { possibleActions, type PossibleActions } from "../../domain/possible-actions"
import type { MappedLine } from "../../domain/reconcile"
import { KlarnaApiError, type KlarnaCheckoutOrder, type KlarnaManagedOrder } from "../../klarna"
import { readPurchaseSource, type Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { readBooks, type Books } from "../books/read-books"
import { canRefund } from "../books/refundable-payments"
import { findPurchaseOfOrder, type OrderPayment, type OrderPurchase } from "../steps/find-purchase-of-order"

/** Everything that staff's action on an order is decided by, as it is now. */
export type Desk = {
  purchase: OrderPurchase
  books: Books
  /** Order Management's order. */
  managed: KlarnaManagedOrder
  /** Its lines, by Medusa's ids. */
  lines: MappedLine[]
  possible: PossibleActions
}

/** @throws MedusaError for an order that Klarna has not, or not yet; Klarna's errors when it cannot be asked */
export async function readDesk(container: MedusaContainer, of: OrderPayment): Promise<Desk> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await requirePaidPurchase(container, of)
  const [managed, books, lineSource] = await Promise.all([
    readManagedOrder(klarna, purchase),
    readBooks(container, purchase),
    readLineSource(container, of.order_id),
  ])
  if (!books) throw notFound(of.order_id)
  return {
    purchase,
    books,
    managed,
    lines: matchOrderLines(toSentLines(linesOf(purchase, managed)), lineSource),
    possible: possibleActions(managed, {
      fraudStatus: managed.fraud_status,
      certain: true,
      country: purchase.country_code,
      captures: managed.captures.length,
      extends: extendsAuthorizations(klarna, purchase),
      createdAt: managed.created_at,
      hasPayment: books.payment !== undefined,
      hasRefundable: canRefund(books.payments),
      now: klarna.now(),
    }),
  }
}

/** Klarna's Order Management may keep none; the ledger has those that were agreed to. */
export const linesOf = (purchase: PurchaseRow, managed: KlarnaManagedOrder | undefined) =>
  managed?.order_lines.length
    ? managed.order_lines
    : ((purchase.snapshot as KlarnaCheckoutOrder | null)?.order_lines ?? [])

/** Medusa's order, as far as it tells which of Klarna's lines is which item. */
export async function readLineSource(container: MedusaContainer, orderId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const source = await readPurchaseSource(query, { type: "order", id: orderId })
  return source ?? { items: [], shippingMethods: [] }
}

/** @see order-management: Kustom has withdrawn the extension of single orders */
export const extendsAuthorizations = (klarna: KlarnaModuleService, { account_id }: PurchaseRow): boolean =>
  klarna.config.accounts.find(({ id }) => id === account_id)?.provider === "klarna"

/** @throws MedusaError `not_allowed` with a sentence, and the reason as its code */
export function requirePossible({ possible }: Desk, action: keyof PossibleActions): void {
  const { allowed, reason } = possible[action]
  if (allowed || !reason) return
  throw new MedusaError(MedusaError.Types.NOT_ALLOWED, obstacleSentence(reason), reason)
}

/** A purchase that Klarna has an order of, accepted or not: what can be done with it is for `possibleActions` to say. */
export async function requirePaidPurchase(
  container: MedusaContainer,
  of: OrderPayment
): Promise<OrderPurchase> {
  const purchase = await findPurchaseOfOrder(container, of)
  if (!purchase) throw notFound(of.order_id)
  if (!ORDERED.includes(purchase.state) || !purchase.klarna_order_id) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      obstacleSentence("nothing_authorized"),
      "nothing_authorized"
    )
  }
  return purchase
}

const ORDERED: OrderPurchase["state"][] = ["complete", "pending", "rejected"]

async function readManagedOrder(
  klarna: KlarnaModuleService,
  purchase: PurchaseRow
): Promise<KlarnaManagedOrder> {
  try {
    return await klarna.readManagedOrder(purchase)
  } catch (error) {
    if (!(error instanceof KlarnaApiError && error.status === 404)) throw error
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Klarna does not have this order ready yet. Try again in a few minutes",
      error.code
    )
  }
}

const notFound = (orderId: string) =>
  new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${orderId} has no Klarna payment`)
