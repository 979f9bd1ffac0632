import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { currencyExponent } from "../../domain/currencies"
import { subtractDecimals, sumDecimals, toMajor, toMinorUnits, type MinorUnits } from "../../domain/money"
import type { Decimal } from "../../domain/purchase-source"
import type { PaymentBooks } from "../../medusa/read-order-books"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow } from "../../modules/klarna/rows"
import type { Books } from "./read-books"

/**
 * Brings a capture that Klarna has carried out into Medusa's books, once: Medusa's captures of the moment before are
 * noted, so that after a kill the new one is known. Every row of the payment has its transaction by now.
 *
 * The money lease has to be held.
 */
export async function bookCapture(
  container: MedusaContainer,
  books: Books,
  operation: OperationRow
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const payment = books.payment
  // Medusa has no payment to book it on: an order edit cancelled it, and its successor will.
  if (!payment) return
  const known = operation.rows_before && newRow(books, payment, operation, operation.rows_before)
  if (known) {
    await klarna.books.link(operation.id, known)
    return
  }
  const before = payment.captures.map(({ id }) => id)
  await klarna.books.rememberRows(operation.id, before)
  const { result } = await capturePaymentWorkflow(container).run({
    input: {
      payment_id: payment.id,
      amount: amountFor(payment, operation) as never,
      captured_by: operation.created_by ?? undefined,
      // Recorded only: Klarna has it.
      is_captured: true,
    } as never,
  })
  const captures = (result as { captures?: { id: string }[] }).captures ?? []
  const added = captures.find(({ id }) => !before.includes(id))
  if (added) await klarna.books.link(operation.id, added.id)
}

/** The capture that a booking added which did not live to note it. */
function newRow(
  { operations, purchase }: Books,
  { captures }: PaymentBooks,
  operation: OperationRow,
  before: string[]
): string | undefined {
  const exponent = currencyExponent(purchase.currency_code)
  return captures.find(
    ({ id, amount }) =>
      !before.includes(id) &&
      !operations.some(({ medusa_row_id }) => medusa_row_id === id) &&
      toMinorUnits(amount, exponent) === operation.amount
  )?.id
}

/** Medusa does not round: what closes the payment is booked with all its digits, so that nothing stays owed. */
function amountFor(payment: PaymentBooks, { amount }: OperationRow): Decimal {
  const exponent = currencyExponent(payment.currencyCode)
  const left = subtractDecimals(payment.amount, sumDecimals(payment.captures.map((row) => row.amount)))
  return toMinorUnits(left, exponent) === amount ? left : toMajor(amount as MinorUnits, exponent)
}
