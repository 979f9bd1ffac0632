import type { MedusaContainer } from "@medusajs/framework/types"
import { OperationError } from "../../domain/operation-error"
import { effectId } from "../../domain/same-effect"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"
import { bookCapture } from "../books/book-capture"
import { bookRefund } from "../books/book-refund"
import { dropLostRows } from "../books/drop-lost-rows"
import { lostEffects, readBooks, rowsOf, type Books } from "../books/read-books"
import { repeats, type DeskRequest } from "./plan-request"
import type { OrderPayment } from "../steps/find-purchase-of-order"
import { readDesk, requirePaidPurchase } from "./read-desk"

/**
 * Before anything new is done with an order's money: what may have happened is found out, and what happened is
 * booked. A request that repeats an effect whose answer was lost is that effect, with all its parts. Costs Klarna nothing as long as
 * nothing was lost. The money lease has to be held.
 *
 * @returns the effect that the request repeats
 * @throws OperationError when an effect of another amount or of other items may still have happened
 */
export async function settleLost(
  container: MedusaContainer,
  of: OrderPayment,
  kind: "capture" | "refund",
  request: DeskRequest
): Promise<OperationRow | undefined> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await requirePaidPurchase(container, of)
  const books = await readBooks(container, purchase)
  if (!books || (await settleRows(container, purchase, books)).length === 0) return undefined

  const read = await readDesk(container, of)
  await klarna.operations.settleUnresolved(purchase.klarna_order_id as string, read.managed)
  const desk = await readDesk(container, of)
  const lost = lostEffects(desk.books)
  const repeated = lost.find((operation) => operation.kind === kind && repeats(desk, request, operation))
  const others = lost.filter((one) => !repeated || effectId(one) !== effectId(repeated))
  const open = others.find(({ status }) => status !== "confirmed")
  if (open) throw unresolved(open)
  for (const operation of others) {
    const current = (await readBooks(container, purchase)) as Books
    if (operation.kind === "capture") await bookCapture(container, current, operation)
    else await bookRefund(container, current, operation)
  }
  return repeated
}

/** @returns what was lost, once Medusa's rows of dead processes are out of the way */
async function settleRows(
  container: MedusaContainer,
  purchase: PurchaseRow,
  books: Books
): Promise<OperationRow[]> {
  if (books.orderCanceled) return []
  if (rowsOf(books).every(({ booked }) => booked)) return lostEffects(books)
  await dropLostRows(container, books)
  return lostEffects((await readBooks(container, purchase)) as Books)
}

const unresolved = ({ kind, amount, currency_code }: OperationRow) =>
  new OperationError(
    "operation_unresolved",
    `An earlier ${kind} of ${amount} (minor units of ${currency_code}) may have been carried out at Klarna. Repeat ` +
      `it as it was; then ${kind} what is left`
  )
