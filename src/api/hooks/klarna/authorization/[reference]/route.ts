import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { authorizationEventKey } from "../../../../../modules/klarna/note-authorization"
import { readJsonBody } from "../../read-json-body"
import { receiveSignal } from "../../receive-signal"
import { refuse } from "../../refuse"
import { secretMatches } from "../../secret-matches"

/** Tokens are short; whatever is longer is none. */
const MAX_TOKEN = 512

/**
 * Klarna Payments tells that the buyer agreed, also when the browser is gone by now. The token is kept and the order
 * placed afterwards: Klarna waits two seconds, three times.
 *
 * @see klarna-payments §6 `merchant_urls.authorization`
 */
export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byReference(req.params.reference as string)
  if (!purchase || !secretMatches(req, purchase.secret_hash)) return refuse(res)
  const read = await readJsonBody(req)
  if (!read.ok) return refuse(res, read.status)
  const { authorization_token: token, session_id } = read.body ?? {}
  if (typeof token !== "string" || !token || token.length > MAX_TOKEN) return refuse(res, 400)
  if (session_id !== purchase.kp_session_id) return refuse(res, 400)
  await receiveSignal(
    req,
    res,
    {
      source: "authorization",
      event_key: authorizationEventKey(purchase.id, token),
      purchase_id: purchase.id,
      page_id: null,
      payload: null,
    },
    { repeats: true, keep: () => klarna.noteAuthorization(purchase.id, token, "klarna") }
  )
}
