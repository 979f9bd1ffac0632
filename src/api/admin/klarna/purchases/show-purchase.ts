import type { KlarnaModuleService } from "../../../../modules/klarna"
import type { PurchaseRow } from "../../../../modules/klarna/rows"

/** What an alarm named, and whether somebody may say what became of it. Amount in minor units. */
export async function showPurchase(klarna: KlarnaModuleService, purchase: PurchaseRow) {
  const reason = klarna.resolvePlacing.obstacle(purchase) ?? null
  return {
    id: purchase.id,
    provider: purchase.provider,
    subject_type: purchase.subject_type,
    subject_id: purchase.subject_id,
    state: klarna.stateOf(purchase, await klarna.pages.latest(purchase.id)),
    klarna_order_id: purchase.klarna_order_id,
    order_id: purchase.order_id,
    amount: purchase.amount,
    currency_code: purchase.currency_code,
    placing_since: purchase.placing_since,
    last_error: purchase.last_error,
    possible: { resolve: { allowed: reason === null, reason } },
  }
}
