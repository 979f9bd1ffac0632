import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { repairKlarnaOrderWorkflow } from "../../../../../../workflows/repair-klarna-order"
import { orderPaymentOf } from "../../order-payment-of"

/** Makes Medusa's books of the order say what happened at Klarna, after a kill in between or what was done in its portal. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { result } = await repairKlarnaOrderWorkflow(req.scope).run({
    input: { ...orderPaymentOf(req), actor_id: req.auth_context.actor_id },
  })
  res.json(result)
}
