import type { KlarnaModuleService } from "../../../../modules/klarna"
import type { PurchaseRow } from "../../../../modules/klarna/rows"

/** What a storefront learns of a payment session. Ids, addresses and states; nothing personal. */
export async function toSessionAnswer(klarna: KlarnaModuleService, sessionId: string, purchase: PurchaseRow) {
  const { state, redirect_url, qr_code_url, expires_at, client_token, payment_method_categories } =
    await klarna.publicData(sessionId, purchase)
  return {
    session: {
      state,
      redirect_url,
      qr_code_url,
      expires_at,
      ...(client_token ? { client_token, payment_method_categories } : {}),
      ...(purchase.order_id ? { order_id: purchase.order_id } : {}),
      ...(purchase.klarna_reference ? { klarna_reference: purchase.klarna_reference } : {}),
    },
  }
}
