import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import { showPurchase } from "./show-purchase"

/** @throws MedusaError for an id that the ledger does not know */
export async function requirePurchase(req: MedusaRequest) {
  const id = req.params.id as string
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  await klarna.refreshClock()
  const purchase = await klarna.purchases.byId(id)
  if (!purchase) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Klarna purchase ${id} was not found`)
  return showPurchase(klarna, purchase)
}
