import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { captureKlarnaOrderWorkflow } from "../../../../../../workflows/capture-klarna-order"
import { orderPaymentOf } from "../../order-payment-of"
import type { CaptureBody } from "./body"

/** Captures by items or amount, at Klarna first and then in Medusa's books. */
export async function POST(req: AuthenticatedMedusaRequest<CaptureBody>, res: MedusaResponse) {
  const { result } = await captureKlarnaOrderWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      ...orderPaymentOf(req),
      actor_id: req.auth_context.actor_id,
    },
  })
  res.json({ klarna_order: result.klarna_order })
}
