import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"

/** What an alarm named, and whether somebody may say what became of it. Amount in minor units. */
export async function showPurchase(req: MedusaRequest, id: string) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  await klarna.refreshClock()
  const purchase = await klarna.purchases.byId(id)
  if (!purchase) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Klarna purchase ${id} was not found`)
  const reason = klarna.resolvePlacing.obstacle(purchase) ?? null
  return {
    id,
    provider: purchase.provider,
    subject_type: purchase.subject_type,
    subject_id: purchase.subject_id,
    state: klarna.stateOf(purchase, await klarna.pages.latest(id)),
    klarna_order_id: purchase.klarna_order_id,
    order_id: purchase.order_id,
    amount: purchase.amount,
    currency_code: purchase.currency_code,
    placing_since: purchase.placing_since,
    last_error: purchase.last_error,
    possible: { resolve: { allowed: reason === null, reason } },
  }
}
