import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import { endsSession, type Ending } from "../../domain/link-fates"
import type { PurchaseRow } from "../../modules/klarna/rows"

/**
 * The link is over, and Medusa's payment session says so: nobody authorizes it any more. A session that a newer one has
 * replaced is gone already, one that was paid stays what it is.
 */
export async function cancelLinkSession(
  container: MedusaContainer,
  { subject_type, current_holder, places_order }: PurchaseRow,
  ending: Ending
): Promise<void> {
  if (subject_type !== "order" || !current_holder) return
  if (!endsSession(places_order ? "placed_order" : "order", ending)) return
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const [session] = await payments.listPaymentSessions({ id: [current_holder] })
  if (!session || !STILL_OPEN.includes(session.status)) return
  await payments.updatePaymentSession({
    id: session.id,
    amount: session.amount,
    currency_code: session.currency_code,
    data: session.data,
    status: PaymentSessionStatus.CANCELED,
  })
}

const STILL_OPEN: string[] = [
  PaymentSessionStatus.PENDING,
  PaymentSessionStatus.REQUIRES_MORE,
  PaymentSessionStatus.PENDING_AUTHORIZATION,
]
