import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import type { Outstanding } from "../../medusa/read-outstanding"
import type { Query } from "../../medusa/read-purchase-source"

type Open = Outstanding["unpaid_collections"]

/**
 * An order that was changed before Klarna had decided still has the collection of its cart, which asks for what the cart
 * asked for: it ends, as Medusa ends one that was authorized, and another one follows.
 *
 * @returns the collections that may be paid
 */
export async function endCartCollections(container: MedusaContainer, open: Open): Promise<Open> {
  if (!open.length) return open
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["payment_collection_id"],
    filters: { payment_collection_id: open.map(({ id }) => id) },
  })
  const ofCarts = (data as { payment_collection_id: string }[]).map((row) => row.payment_collection_id)
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  for (const id of ofCarts) {
    for (const session of await payments.listPaymentSessions({ payment_collection_id: id })) {
      await payments.deletePaymentSession(session.id)
    }
    await payments.updatePaymentCollections(id, { status: PaymentCollectionStatus.CANCELED } as never)
  }
  return open.filter(({ id }) => !ofCarts.includes(id))
}
