import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { requirePurchase } from "../require-purchase"

/** One purchase by the ledger's id, as events and alarms name it. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json({ purchase: await requirePurchase(req) })
}
