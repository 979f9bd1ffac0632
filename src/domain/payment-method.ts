/** How a purchase is paid, as Klarna names it; new names come without notice. */
export type PaymentMethod = {
  /** Lower case, e.g. "invoice", "fixed_amount", "card". */
  type: string
  number_of_installments: number | null
}

/**
 * The first that names one: Order Management's `initial_payment_method` (upper case, 0 for no instalments), or the
 * `authorized_payment_method` that Klarna Payments answers when an order is placed.
 *
 * @param sources Klarna's orders and answers, as far as they were read
 * @see order-management §2, klarna-payments §6
 */
export function paymentMethodOf(
  ...sources: (Readonly<Record<string, unknown>> | null | undefined)[]
): PaymentMethod | null {
  for (const source of sources) {
    for (const said of [source?.initial_payment_method, source?.authorized_payment_method]) {
      const { type, number_of_installments } = (said ?? {}) as Record<string, unknown>
      if (typeof type !== "string" || !type) continue
      return {
        type: type.toLowerCase(),
        number_of_installments:
          typeof number_of_installments === "number" && number_of_installments > 1
            ? number_of_installments
            : null,
      }
    }
  }
  return null
}
