import { KlarnaApiError } from "../../klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import type { Cradle } from "./cradle"
import { minorAmount } from "../../medusa/minor-amount"
import { readOrderBooks, type BookRow } from "../../medusa/read-order-books"
import { notAllowed } from "./payment-errors"

/**
 * Why Klarna does not capture, when its order tells more than its answer.
 *
 * @returns true when it is captured already, in Klarna's portal: then Medusa records what the amounts say
 * @throws a sentence for staff when the order is not visible yet or still being checked for fraud
 */
export async function isCapturedAlready(
  cradle: Cradle,
  error: unknown,
  purchase: PurchaseRow,
  captureId: string
): Promise<boolean> {
  if (!(error instanceof KlarnaApiError)) return false
  if (error.code === "NO_SUCH_ORDER") {
    throw notAllowed("Klarna does not have this order ready yet. Try again in a few minutes", error.code)
  }
  if (error.code !== "CAPTURE_NOT_ALLOWED") return false
  const order = await cradle.klarna.readManagedOrder(purchase)
  if (order.fraud_status === "PENDING") {
    throw notAllowed(
      "Klarna is still checking this purchase; it can be captured once it is accepted",
      error.code
    )
  }
  const rows = await capturesOf(cradle, purchase)
  // What Medusa is booking this moment has to be among them: else nothing can be concluded.
  if (!rows.some(({ id }) => id === captureId)) return false
  const inMedusa = rows.reduce((sum, row) => sum + minorAmount(row.amount, purchase.currency_code), 0)
  return order.captured_amount >= inMedusa
}

/** Also those of payments that a change of the order voided: they are captures of the same Klarna order. */
async function capturesOf({ klarna, query }: Cradle, purchase: PurchaseRow): Promise<BookRow[]> {
  const orderId = purchase.subject_type === "order" ? purchase.subject_id : purchase.order_id
  const [order, sessions] = await Promise.all([
    orderId ? readOrderBooks(query, orderId) : undefined,
    klarna.purchases.holders(purchase.id),
  ])
  return (order?.payments ?? [])
    .filter(({ sessionId }) => sessionId !== null && sessions.includes(sessionId))
    .flatMap(({ captures }) => captures)
}
