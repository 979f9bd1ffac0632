import type { CancelSituation } from "../../domain/cancel-payment"
import type { Cradle } from "./cradle"
import type { PaymentRecord } from "./medusa-payments"

/** What Medusa's tables say at the moment it asks to cancel: it tells five situations apart by nothing else. */
export async function readCancelSituation(
  cradle: Cradle,
  paymentId: string | undefined
): Promise<{ payment: PaymentRecord | undefined; situation: CancelSituation }> {
  const payment = paymentId ? await findPayment(cradle, paymentId) : undefined
  return {
    payment,
    situation: {
      paymentKnown: payment !== undefined,
      collectionStatus: payment?.payment_collection?.status,
      alreadyCanceled: Boolean(payment?.canceled_at),
      orderLinked: Boolean(payment && (await isOrderLinked(cradle, payment))),
      captured: Boolean(payment?.captures?.length),
    },
  }
}

async function findPayment(
  { paymentService }: Cradle,
  paymentId: string
): Promise<PaymentRecord | undefined> {
  const [payment] = await paymentService.list(
    { id: [paymentId] },
    { relations: ["captures", "payment_session", "payment_collection"] }
  )
  return payment
}

async function isOrderLinked({ query }: Cradle, payment: PaymentRecord): Promise<boolean> {
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order_id"],
    filters: { payment_collection_id: payment.payment_collection?.id ?? "" },
  })
  return data.length > 0
}
