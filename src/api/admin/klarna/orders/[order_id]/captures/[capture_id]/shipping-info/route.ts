import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addKlarnaShippingInfoWorkflow } from "../../../../../../../../workflows/add-klarna-shipping-info"
import { orderPaymentOf } from "../../../../order-payment-of"
import type { AddShippingInfoBody } from "./body"

/** Adds shipments to a capture, for the shopper to follow. The same ones are added once. */
export async function POST(req: AuthenticatedMedusaRequest<AddShippingInfoBody>, res: MedusaResponse) {
  const { result } = await addKlarnaShippingInfoWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      ...orderPaymentOf(req),
      capture_id: req.params.capture_id as string,
      actor_id: req.auth_context.actor_id,
    },
  })
  res.json({ klarna_order: result })
}
