import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import type { KlarnaCheckoutOrder } from "../../klarna"
import { minorAmount } from "../../medusa/minor-amount"
import type { Query } from "../../medusa/read-purchase-source"
import type { PurchaseRow } from "../../modules/klarna/rows"
import type { Cradle } from "./cradle"
import { declined, notAllowed } from "./payment-errors"

/**
 * A session for a collection that follows a change of the order: it goes on with the authorization that the order
 * has, and no buyer is asked again.
 *
 * @returns nothing when no authorization of this order waits for its successor
 * @throws MedusaError `successor_awaited` while Klarna reserves another amount: a second payment would be too many
 */
export async function adoptAuthorization(
  { klarna, query }: Cradle,
  sessionId: string,
  subject: { type: PurchaseRow["subject_type"]; id: string },
  { order_amount }: KlarnaOrderDraft
): Promise<PurchaseRow | undefined> {
  if (subject.type !== "order") return undefined
  const purchases = await klarna.purchases.ofOrder(subject.id, await cartOf(query, subject.id))
  const awaited = purchases.filter(({ successor, closed_at }) => successor === "awaited" && !closed_at)
  if (!awaited.length) return undefined
  const purchase = awaited.find((candidate) => reservedBy(candidate) === order_amount)
  if (!purchase) {
    throw notAllowed(
      "This order was changed a moment ago, and its payment is being brought up to date. Look again in a moment",
      "successor_awaited"
    )
  }
  await klarna.purchases.hold(purchase.id, sessionId)
  return purchase
}

/** What Klarna reserves is what the session's collection asks for. */
export async function requireReserved(
  { paymentSessionService }: Cradle,
  purchase: PurchaseRow,
  sessionId: string
): Promise<void> {
  const session = await paymentSessionService.retrieve(sessionId)
  const collected = minorAmount(session.raw_amount ?? session.amount, session.currency_code)
  if (reservedBy(purchase) !== collected) throw declined("What Klarna reserves differs from the order")
}

/** As of the last update of the authorization, which captures cannot follow: their payment is voided. */
function reservedBy({ snapshot }: PurchaseRow): number {
  const { order_amount, captured_amount } = snapshot as KlarnaCheckoutOrder & { captured_amount?: number }
  return order_amount - (captured_amount ?? 0)
}

async function cartOf(query: Query, orderId: string): Promise<string | undefined> {
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: orderId },
  })
  return (data[0] as { cart_id: string } | undefined)?.cart_id
}
