import { currencyExponent } from "../../domain/currencies"
import { toMinorUnits, type MinorUnits } from "../../domain/money"
import type { MedusaRow } from "../../domain/pair-effects"
import type { PaymentBooks } from "../../medusa/read-order-books"

/**
 * Captures or refunds that Medusa counts, in minor units, also on payments that a change of the order has ended.
 * Without its transaction a row is none: whoever made it was killed.
 */
export const countedRows = (
  payments: readonly PaymentBooks[],
  kind: "captures" | "refunds"
): (MedusaRow & { amount: MinorUnits })[] =>
  payments.flatMap((payment) =>
    payment[kind]
      .filter(({ booked }) => booked)
      .map(({ id, amount }) => ({ id, amount: toMinorUnits(amount, currencyExponent(payment.currencyCode)) }))
  )
