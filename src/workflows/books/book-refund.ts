import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { currencyExponent } from "../../domain/currencies"
import { divideRefund } from "../../domain/divide-refund"
import { subtractDecimals, sumDecimals, toMajor, toMinorUnits, type MinorUnits } from "../../domain/money"
import type { Decimal } from "../../domain/purchase-source"
import type { BookRow, PaymentBooks } from "../../medusa/read-order-books"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow } from "../../modules/klarna/rows"
import type { Books } from "./read-books"
import { refundablePayments } from "./refundable-payments"

/** Medusa's row of the first try, whose words are kept. */
type Words = Pick<BookRow, "note" | "refundReasonId" | "createdBy">

/**
 * Brings a refund into Medusa's books that Klarna has carried out, or may have: Medusa's own workflow asks our
 * provider, which takes the effect over instead of making a second one, and finds out what became of it. What no
 * payment alone has captured is booked on several.
 *
 * The money lease has to be held.
 */
export async function bookRefund(
  container: MedusaContainer,
  { payments, payment: live }: Books,
  operation: OperationRow,
  lost?: Words
): Promise<void> {
  const parts = divideRefund(operation.amount as MinorUnits, refundablePayments(payments)) ?? []
  // Where the payments have not captured as much, Medusa says so.
  const [id = live?.id, ...others] = parts.map((part) => part.id)
  if (!id) return
  if (!others.length) return book(container, paymentOf(payments, id), operation, lost)
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const done = operation.status === "confirmed" ? operation : await klarna.operations.repeat(operation)
  const rows = await klarna.books.divide(
    done,
    parts.map((part) => part.amount)
  )
  for (const [at, row] of (rows ?? []).entries()) {
    await book(container, paymentOf(payments, parts[at]?.id), row, lost)
  }
}

const paymentOf = (payments: readonly PaymentBooks[], id: string | undefined) =>
  payments.find((payment) => payment.id === id) as PaymentBooks

const book = async (
  container: MedusaContainer,
  payment: PaymentBooks,
  operation: OperationRow,
  lost: Words | undefined
): Promise<void> =>
  void (await refundPaymentWorkflow(container).run({
    input: {
      payment_id: payment.id,
      amount: refundAmount(payment, operation.amount as MinorUnits) as never,
      created_by: lost?.createdBy ?? operation.created_by ?? undefined,
      note: lost?.note ?? undefined,
      refund_reason_id: lost?.refundReasonId ?? undefined,
      metadata: { klarna: { operation_id: operation.id } },
    } as never,
  }))

/** Medusa does not round: what closes the payment is booked with all its digits, so that nothing stays owed. */
export function refundAmount(payment: PaymentBooks, amount: MinorUnits): Decimal {
  const exponent = currencyExponent(payment.currencyCode)
  const left = subtractDecimals(sumOf(payment.captures), sumOf(payment.refunds))
  return toMinorUnits(left, exponent) === amount ? left : toMajor(amount, exponent)
}

const sumOf = (rows: BookRow[]) => sumDecimals(rows.map(({ amount }) => amount))
