import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { minorAmount } from "../../medusa/minor-amount"
import { readOutstanding, type Outstanding } from "../../medusa/read-outstanding"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { createCollection } from "./create-collection"

/**
 * What an order owes beyond its authorizations stands on one collection, for which staff make a link. Medusa asks for
 * the whole order there once it was changed twice; and what is not owed any more nobody may pay.
 */
export async function settleDifference(container: MedusaContainer, { id }: { id: string }): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const order = await readOutstanding(query, id)
  if (!order) return
  const owed = minorAmount(order.outstanding, order.currency_code)
  const [first, ...others] = order.unpaid_collections
  if (owed <= 0) {
    for (const collection of order.unpaid_collections) await end(container, order, collection.id)
    return
  }
  if (!first) {
    await createCollection(container, id, order.outstanding)
    return
  }
  if (minorAmount(first.amount, order.currency_code) !== owed) {
    const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
    await payments.updatePaymentCollections(first.id, { amount: Number(order.outstanding) })
  }
  for (const collection of others) await end(container, order, collection.id)
}

/** Its link is closed first; one that may be paid this moment stands, and the sync gives its money back. */
async function end(container: MedusaContainer, order: Outstanding, collectionId: string): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchases = await klarna.purchases.ofOrder(order.id, undefined)
  for (const purchase of purchases.filter((candidate) => isLinkFor(candidate, collectionId))) {
    const { result } = await klarna.endPurchase({
      purchaseId: purchase.id,
      reason: "replaced",
      pageReason: "replaced",
    })
    if (result === "ended" || result === "lapsing") continue
    await klarna.checkSoon(purchase)
    return
  }
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  await payments.updatePaymentCollections(collectionId, { status: PaymentCollectionStatus.CANCELED } as never)
}

const isLinkFor = (purchase: PurchaseRow, collectionId: string) =>
  purchase.payment_collection_id === collectionId && !purchase.closed_at && !purchase.authorized_by
