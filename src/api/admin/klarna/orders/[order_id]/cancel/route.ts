import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cancelKlarnaOrderWorkflow } from "../../../../../../workflows/cancel-klarna-order"
import { orderPaymentOf } from "../../order-payment-of"

/** Gives the authorization back at Klarna and ends the payment in Medusa; the order stays. Only while nothing is captured. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { result } = await cancelKlarnaOrderWorkflow(req.scope).run({
    input: { ...orderPaymentOf(req), actor_id: req.auth_context.actor_id },
  })
  res.json({ klarna_order: result })
}
