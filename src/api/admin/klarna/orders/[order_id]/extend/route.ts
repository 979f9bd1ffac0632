import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { extendKlarnaOrderWorkflow } from "../../../../../../workflows/extend-klarna-order"
import { orderPaymentOf } from "../../order-payment-of"

/** Starts the authorization period anew from today. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { result } = await extendKlarnaOrderWorkflow(req.scope).run({
    input: { ...orderPaymentOf(req), actor_id: req.auth_context.actor_id },
  })
  res.json({ klarna_order: result })
}
