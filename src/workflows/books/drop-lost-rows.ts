import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { OperationError } from "../../domain/operation-error"
import type { BookRow, PaymentBooks } from "../../medusa/read-order-books"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { LOST_AFTER_MS } from "../../modules/klarna/lost-after"
import type { Books } from "./read-books"

/**
 * Takes away captures and refunds of Medusa's that a killed process left without their transaction: core would book
 * them with the next one's amount, or refuse a second try. What happened at Klarna is in the ledger, and is booked
 * anew by whoever asks next, or by the repair. A capture to the end is booked on the spot, because core makes no
 * second row for it.
 *
 * The money lease has to be held. @throws OperationError `operation_in_progress` while they may still be worked on
 *
 * @returns ids of the rows that are gone
 */
export async function dropLostRows(container: MedusaContainer, books: Books): Promise<string[]> {
  const dropped: string[] = []
  for (const payment of books.payments) {
    const captures = unbooked(payment.captures)
    const refunds = unbooked(payment.refunds)
    requireDead(container, books, [...captures, ...refunds])
    if (payment.captured && captures.length) await bookAll(container, payment)
    else await drop(container, books, "deleteCaptures", captures)
    await drop(container, books, "deleteRefunds", refunds)
    dropped.push(...[...(payment.captured ? [] : captures), ...refunds].map(({ id }) => id))
  }
  return dropped
}

const unbooked = (rows: BookRow[]) => rows.filter(({ booked }) => !booked)

/** A row is written before Klarna is asked and booked after: a young one may have somebody who is at it. */
function requireDead(container: MedusaContainer, books: Books, rows: BookRow[]): void {
  const { now } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const isRecent = (at: Date | null | undefined) => now() - (at?.getTime() ?? 0) < LOST_AFTER_MS
  const alive = rows.find(({ id, createdAt }) => {
    const operation = books.operations.find(({ medusa_row_id }) => medusa_row_id === id)
    return isRecent(createdAt) || (operation?.status === "sent" && isRecent(operation.sent_at))
  })
  if (!alive) return
  throw new OperationError(
    "operation_in_progress",
    "An earlier capture or refund of this order has not come to its end. Try again in two minutes"
  )
}

/** Core adds a transaction for every capture of a payment that has none, each with its own amount. */
async function bookAll(container: MedusaContainer, payment: PaymentBooks): Promise<void> {
  await capturePaymentWorkflow(container).run({
    input: { payment_id: payment.id, is_captured: true } as never,
  })
}

async function drop(
  container: MedusaContainer,
  { operations }: Books,
  remove: "deleteCaptures" | "deleteRefunds",
  rows: BookRow[]
): Promise<void> {
  if (!rows.length) return
  const ids = rows.map(({ id }) => id)
  await container.resolve<IPaymentModuleService>(Modules.PAYMENT)[remove](ids)
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  for (const operation of operations) {
    if (operation.medusa_row_id && ids.includes(operation.medusa_row_id)) {
      await klarna.books.unlink(operation.id)
    }
  }
}
