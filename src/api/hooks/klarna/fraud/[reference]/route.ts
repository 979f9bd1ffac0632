import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { readJsonBody } from "../../read-json-body"
import { receiveSignal } from "../../receive-signal"
import { refuse } from "../../refuse"
import { secretMatches } from "../../secret-matches"

const EVENT_TYPE = /^[A-Z_]{1,64}$/

/**
 * Klarna tells what came of its check for fraud, every ten minutes until this answers 200. Believed only so far that
 * the order is read.
 *
 * @see order-management §8 `merchant_urls.notification`
 */
export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byReference(req.params.reference as string)
  if (!purchase || !secretMatches(req, purchase.secret_hash)) return refuse(res)
  const read = await readJsonBody(req)
  if (!read.ok) return refuse(res, read.status)
  const eventType = read.body?.event_type
  if (typeof eventType !== "string" || !EVENT_TYPE.test(eventType)) return refuse(res, 400)
  if (purchase.klarna_order_id && read.body?.order_id !== purchase.klarna_order_id) return refuse(res, 400)
  await receiveSignal(
    req,
    res,
    {
      source: "fraud",
      event_key: `${purchase.id}:${eventType}`,
      purchase_id: purchase.id,
      page_id: null,
      payload: { event_type: eventType },
    },
    { repeats: true }
  )
}
