import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { releaseKlarnaOrderWorkflow } from "../../../../../../workflows/release-klarna-order"
import { orderPaymentOf } from "../../order-payment-of"

/** Gives back what is not captured. Only after a capture. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { result } = await releaseKlarnaOrderWorkflow(req.scope).run({
    input: { ...orderPaymentOf(req), actor_id: req.auth_context.actor_id },
  })
  res.json({ klarna_order: result })
}
