import type { MedusaContainer } from "@medusajs/framework/types"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { LOST_AFTER_MS } from "../../modules/klarna/lost-after"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"
import { bookCapture } from "./book-capture"
import { bookRefund } from "./book-refund"
import { dropLostRows } from "./drop-lost-rows"
import { endPayment } from "./end-payment"
import { isForTheBooks, isInTheBooks, lostEffects, readBooks, rowsOf, type Books } from "./read-books"

/** What was found and done. `open`: effects that are still not in Medusa's books, and are looked at again. */
export type MendResult = { booked: number; dropped: number; open: number }

const NOTHING: MendResult = { booked: 0, dropped: 0, open: 0 }
const LOOK_AGAIN_MS = 3_600_000

/**
 * Makes Medusa's books say what happened at Klarna, after a kill or a lost answer: rows that nobody finished go,
 * captures and refunds that Klarna shows are booked, each once. Looks only, and needs no lease, when all is well.
 *
 * The money lease has to be held where something may have to be mended: `isMended` tells.
 *
 * @throws OperationError while an effect is under way, Klarna's errors when it has to be asked
 */
export async function mendBooks(container: MedusaContainer, purchase: PurchaseRow): Promise<MendResult> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  let books = await readBooks(container, purchase)
  if (!books) return forget(klarna, purchase)
  if (lostEffects(books).some(({ status }) => status !== "confirmed")) {
    await klarna.operations.settleUnresolved(purchase.klarna_order_id as string)
  }
  const rowsBefore = rowsOf(books)
  const ownerBefore = new Map(books.operations.map(({ id, medusa_row_id }) => [id, medusa_row_id]))
  const dropped = books.orderCanceled ? [] : await dropLostRows(container, books)
  books = (await readBooks(container, purchase)) as Books

  let booked = 0
  for (const { id, kind } of booksFirst(lostEffects(books))) {
    const operation = await klarna.operations.byId(id)
    if (operation?.status !== "confirmed") continue
    if (kind === "capture") await bookCapture(container, books, operation)
    else {
      const lost = rowsBefore.find((row) => row.id === ownerBefore.get(id))
      await bookRefund(container, books, operation, lost)
    }
    booked += 1
    books = (await readBooks(container, purchase)) as Books
  }
  await bookCancellation(container, books)
  books = (await readBooks(container, purchase)) as Books
  return { booked, dropped: dropped.length, open: await noteState(klarna, books) }
}

/** Nothing of this purchase is missing in Medusa's books. */
export const isMended = (books: Books, now: number): boolean =>
  rowsOf(books).every(({ booked }) => booked) &&
  lostEffects(books).length === 0 &&
  !isCancelledOnlyAtKlarna(books) &&
  !books.operations.some((operation) => isLeftBehind(operation, now))

/** Refunds need their captures. */
const booksFirst = (operations: OperationRow[]): OperationRow[] =>
  [...operations].sort((one, other) => Number(one.kind === "refund") - Number(other.kind === "refund"))

const isCancelledOnlyAtKlarna = ({ operations, orderCanceled, payment }: Books): boolean =>
  !orderCanceled &&
  payment !== undefined &&
  payment.captures.length === 0 &&
  operations.some(({ kind, status }) => kind === "cancel" && status === "confirmed")

/** Our provider finds it done at Klarna. */
async function bookCancellation(container: MedusaContainer, books: Books): Promise<void> {
  if (!isCancelledOnlyAtKlarna(books) || !books.payment) return
  await endPayment(container, books.payment.id)
}

/** @returns how many effects are still not in the books */
export async function noteState(klarna: KlarnaModuleService, books: Books): Promise<number> {
  let open = 0
  for (const operation of books.operations.filter(({ books_due_at }) => books_due_at)) {
    if (isLeftBehind(operation, klarna.now())) await klarna.books.giveUp(operation.id)
    else if (isDone(books, operation)) await klarna.books.settle(operation.id)
    else {
      open += 1
      await klarna.books.postpone(operation.id, LOOK_AGAIN_MS)
    }
  }
  return open
}

const isDone = (books: Books, operation: OperationRow): boolean => {
  if (operation.status === "refused") return true
  return isForTheBooks(operation)
    ? isInTheBooks(books, operation)
    : operation.status === "confirmed" && !isCancelledOnlyAtKlarna(books)
}

/** An intent that was stored and never sent. */
const isLeftBehind = (operation: OperationRow, now: number): boolean =>
  isForTheBooks(operation) &&
  operation.status === "intended" &&
  operation.attempts === 0 &&
  now - operation.created_at.getTime() > LOST_AFTER_MS

/** Without an order nothing is booked: what was paid has gone back. */
async function forget(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<MendResult> {
  const operations = purchase.klarna_order_id
    ? await klarna.operations.ofKlarnaOrder(purchase.klarna_order_id)
    : []
  for (const { id } of operations.filter(({ books_due_at }) => books_due_at)) await klarna.books.settle(id)
  return NOTHING
}
