import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { receiveSignal } from "../../receive-signal"
import { refuse } from "../../refuse"
import { secretMatches } from "../../secret-matches"

const ORDER_ID = /^[\w-]{1,64}$/

/**
 * Klarna tells that there is an order, again and again until it is acknowledged. No body; with Klarna Payments the
 * address names the order, which a lost answer to placing it did not.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byReference(req.params.reference as string)
  if (!purchase || !secretMatches(req, purchase.secret_hash)) return refuse(res)
  const { order } = req.query as { order?: unknown }
  const orderId = typeof order === "string" && ORDER_ID.test(order) ? order : undefined
  await receiveSignal(
    req,
    res,
    {
      source: "push",
      // Each order that is named is looked at: the first one named may be nobody's.
      event_key: orderId ? `${purchase.id}:push:${orderId}` : `${purchase.id}:push`,
      purchase_id: purchase.id,
      page_id: null,
      payload: orderId ? { order_id: orderId } : null,
    },
    { repeats: true }
  )
}
