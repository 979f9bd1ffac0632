import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { toSessionAnswer } from "../to-session-answer"

/**
 * Where a payment session stands, for the page that waits for it. Answers for superseded sessions too, from the
 * ledger alone: nobody can make us call Klarna with it.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const sessionId = req.params.id as string
  const purchase = await klarna.purchases.byHolder(sessionId)
  if (!purchase) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Payment session ${sessionId} has no Klarna purchase`)
  }
  res.json(await toSessionAnswer(klarna, sessionId, purchase))
}
