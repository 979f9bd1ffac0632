import { currencyExponent } from "../../domain/currencies"
import type { Refundable } from "../../domain/divide-refund"
import { sumMinor, toMinorUnits, type MinorUnits } from "../../domain/money"
import type { BookRow, PaymentBooks } from "../../medusa/read-order-books"

/** What Medusa would refund of each payment, also of those that a change of the order has ended. */
export const refundablePayments = (payments: readonly PaymentBooks[]): Refundable[] =>
  payments.map(({ id, captures, refunds, currencyCode }) => {
    const sum = (rows: BookRow[]) =>
      sumMinor(rows.map(({ amount }) => toMinorUnits(amount, currencyExponent(currencyCode))))
    return { id, refundable: (sum(captures) - sum(refunds)) as MinorUnits }
  })

/** A refund can be booked: on what was captured before a change of the order, or on the payment that counts. */
export const canRefund = (payments: readonly PaymentBooks[]): boolean =>
  payments.some(({ canceled }) => !canceled) ||
  refundablePayments(payments).some(({ refundable }) => refundable > 0)
