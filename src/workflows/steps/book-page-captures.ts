import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

type PaymentRecord = {
  id: string
  captured_at?: unknown
  captures?: ({ id: string } | null)[] | null
}

/**
 * What Klarna captured when the order was placed becomes a transaction of Medusa's order, once. Core does that when it
 * completes a cart; not when an order that is there already gets its payment, nor when it is killed on the way.
 *
 * @param isUnderWay core may be about to do it this moment: beside it there would be two
 * @returns whether the books are complete
 */
export async function bookPageCaptures(
  container: MedusaContainer,
  purchase: PurchaseRow,
  isUnderWay: boolean
): Promise<boolean> {
  if (!isCaptured(purchase) || !purchase.authorized_by) return true
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const payment = await findPayment(query, purchase.authorized_by)
  if (!payment || (await isBooked(query, payment))) return true
  if (isUnderWay) return false
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const lease = await klarna.leases.acquire("money", purchase.id, 0)
  if (!lease) return false
  try {
    // Records only: a payment that is captured is not captured again, and what has its transaction keeps it.
    await capturePaymentWorkflow(container).run({
      input: { payment_id: payment.id, is_captured: true } as never,
    })
    return true
  } finally {
    await lease.release()
  }
}

const isCaptured = ({ snapshot }: PurchaseRow) =>
  ((snapshot as { captured_amount?: number } | null)?.captured_amount ?? 0) > 0

async function findPayment(query: Query, paymentSessionId: string): Promise<PaymentRecord | undefined> {
  const { data } = await query.graph({
    entity: "payment",
    fields: ["id", "captured_at", "captures.id"],
    filters: { payment_session_id: paymentSessionId },
  })
  return data[0] as PaymentRecord | undefined
}

async function isBooked(query: Query, { captured_at, captures }: PaymentRecord): Promise<boolean> {
  const ids = (captures ?? []).flatMap((capture) => capture?.id ?? [])
  if (!captured_at || !ids.length) return true
  const { data } = await query.graph({
    entity: "order_transaction",
    fields: ["id"],
    filters: { reference: "capture", reference_id: ids },
  })
  return data.length >= ids.length
}
