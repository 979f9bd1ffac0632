import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import type { PageRow, PurchaseRow } from "../../../../modules/klarna/rows"

export type FoundSession = { page: PageRow; purchase: PurchaseRow; state: string }

/** The page that a route's id names, ours or Klarna's, with what it pays. */
export async function requireSession(req: MedusaRequest, id: string): Promise<FoundSession> {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const page = (await klarna.pageRows.byId(id)) ?? (await klarna.pageRows.byHppSessionId(id))
  const purchase = page && (await klarna.purchases.byId(page.purchase_id))
  if (!page || !purchase)
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no Klarna session ${id}`)
  return { page, purchase, state: klarna.stateOf(purchase, page) }
}
