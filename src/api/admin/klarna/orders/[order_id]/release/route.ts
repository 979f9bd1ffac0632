import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { releaseKlarnaOrderWorkflow } from "../../../../../../workflows/release-klarna-order"

/** Gives back what is not captured. Only after a capture. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { result } = await releaseKlarnaOrderWorkflow(req.scope).run({
    input: { order_id: req.params.order_id as string, actor_id: req.auth_context.actor_id },
  })
  res.json({ klarna_order: result })
}
