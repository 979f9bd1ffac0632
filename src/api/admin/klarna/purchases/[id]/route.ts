import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { showPurchase } from "./show-purchase"

/** One purchase by the ledger's id, as events and alarms name it. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json({ purchase: await showPurchase(req, req.params.id as string) })
}
