import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"

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
  const { state, redirect_url, qr_code_url, expires_at } = await klarna.publicData(sessionId, purchase)
  res.json({
    session: {
      state,
      redirect_url,
      qr_code_url,
      expires_at,
      ...(purchase.order_id ? { order_id: purchase.order_id } : {}),
      ...(purchase.klarna_reference ? { klarna_reference: purchase.klarna_reference } : {}),
    },
  })
}
