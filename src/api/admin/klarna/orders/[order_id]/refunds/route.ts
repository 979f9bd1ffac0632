import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refundKlarnaOrderWorkflow } from "../../../../../../workflows/refund-klarna-order"
import { orderPaymentOf } from "../../order-payment-of"
import type { RefundBody } from "./body"

/** Refunds by items or amount, at Klarna and in Medusa's books. */
export async function POST(req: AuthenticatedMedusaRequest<RefundBody>, res: MedusaResponse) {
  const { result } = await refundKlarnaOrderWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      ...orderPaymentOf(req),
      actor_id: req.auth_context.actor_id,
    },
  })
  res.json({ klarna_order: result })
}
