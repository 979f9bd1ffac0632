import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"

/**
 * Ends a payment of Medusa's whose authorization has gone back, and says so of its collection: Medusa leaves that as it
 * was, and its order would go on reading "authorized". The money lease has to be held.
 */
export async function endPayment(container: MedusaContainer, paymentId: string): Promise<void> {
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const { payment_collection_id } = await payments.cancelPayment(paymentId)
  if (!payment_collection_id) return
  const collection = await payments.retrievePaymentCollection(payment_collection_id, {
    relations: ["payments", "payments.captures"],
  })
  if (collection.payments?.some(({ canceled_at, captures }) => !canceled_at || captures?.length)) return
  const status = PaymentCollectionStatus.CANCELED
  await payments.updatePaymentCollections(payment_collection_id, { status } as never)
}
