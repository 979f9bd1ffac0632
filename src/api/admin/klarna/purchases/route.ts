import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import type { ListPurchasesQuery } from "./query"
import { showPurchase } from "./show-purchase"

/** Purchases whose order at Klarna nobody has found: staff look in Klarna's portal. Longest waiting first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { limit, offset } = req.validatedQuery as ListPurchasesQuery
  await klarna.refreshClock()
  const { rows, count } = await klarna.unresolved.list({ limit, offset })
  const purchases = await Promise.all(rows.map((purchase) => showPurchase(klarna, purchase)))
  res.json({ purchases, count, limit, offset })
}
