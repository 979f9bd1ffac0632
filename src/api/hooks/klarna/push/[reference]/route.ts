import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { receiveSignal } from "../../receive-signal"
import { refuse } from "../../refuse"
import { secretMatches } from "../../secret-matches"

/** Klarna Checkout tells that an order was completed, again and again until it is acknowledged. No body. */
export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byReference(req.params.reference as string)
  if (!purchase || !secretMatches(req, purchase.secret_hash)) return refuse(res)
  await receiveSignal(
    req,
    res,
    {
      source: "push",
      event_key: `${purchase.id}:push`,
      purchase_id: purchase.id,
      page_id: null,
      payload: null,
    },
    true
  )
}
