import type { KlarnaClients } from "../../klarna"
import type { Authorizations } from "./authorizations"
import { statusOf } from "./status-of"
import type { PurchaseStore } from "./stores/purchase-store"

type Dependencies = {
  purchases: PurchaseStore
  authorizations: Authorizations
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
}

/**
 * Klarna's push names the order that a session became. Taken for ours only when Order Management shows it with our
 * reference: whoever knows the address could name any order.
 *
 * @returns whether the purchase has an order now
 */
export function createAdoptOrder({ purchases, authorizations, clientsOf }: Dependencies) {
  return async function adopt(purchaseId: string, klarnaOrderId: string): Promise<boolean> {
    const purchase = await purchases.byId(purchaseId)
    if (!purchase) return false
    if (purchase.klarna_order_id) return true
    // A charge whose answer was lost has no session, and is found by the push as well.
    if (!purchase.kp_session_id && statusOf(purchase) !== "placing") return false
    // 404 for some minutes after the purchase: thrown, so that the inbox asks again.
    const order = await clientsOf(purchase.account_id, purchase.id).orderManagement.readOrder(klarnaOrderId)
    // Another amount is ours all the same: it is compared like every paid order, and given back.
    const isOurs = order.merchant_reference2 === purchase.subject_id
    if (!isOurs || (await purchases.byKlarnaOrderId(klarnaOrderId))) return false
    const adopted = await purchases.keepStatus(purchase, {
      klarna_status: "placing",
      klarna_order_id: klarnaOrderId,
      authorization_token: null,
    })
    await authorizations.settleFound(adopted)
    return true
  }
}

export type AdoptOrder = ReturnType<typeof createAdoptOrder>
