import { KlarnaApiError, type KlarnaClients } from "../../klarna"
import type { Authorizations } from "./authorizations"
import type { PurchaseRow } from "./rows"
import { statusOf } from "./status-of"
import type { PurchaseStore } from "./stores/purchase-store"

type Dependencies = {
  purchases: PurchaseStore
  authorizations: Authorizations
  clientsOf: (accountId: string) => KlarnaClients
}

/**
 * Klarna's push names the order that a session became. Taken for ours only when Order Management shows it with our
 * reference and amount: whoever knows the address could name any order.
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
    const order = await read(purchase, klarnaOrderId)
    const isOurs =
      order?.merchant_reference2 === purchase.subject_id &&
      order.order_amount === purchase.amount &&
      order.purchase_currency?.toUpperCase() === purchase.currency_code.toUpperCase()
    if (!isOurs || (await purchases.byKlarnaOrderId(klarnaOrderId))) return false
    const adopted = await purchases.keepStatus(purchase, {
      klarna_status: "placing",
      klarna_order_id: klarnaOrderId,
      authorization_token: null,
    })
    await authorizations.settleFound(adopted)
    return true
  }

  async function read(purchase: PurchaseRow, klarnaOrderId: string) {
    try {
      return await clientsOf(purchase.account_id).orderManagement.readOrder(klarnaOrderId)
    } catch (error) {
      if (error instanceof KlarnaApiError && error.status === 404) return undefined
      throw error
    }
  }
}
