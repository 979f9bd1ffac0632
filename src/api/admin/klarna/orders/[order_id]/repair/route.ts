import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { repairKlarnaOrderWorkflow } from "../../../../../../workflows/repair-klarna-order"

/** Makes Medusa's books of the order say what happened at Klarna, after a kill in between or what was done in its portal. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { result } = await repairKlarnaOrderWorkflow(req.scope).run({
    input: { order_id: req.params.order_id as string, actor_id: req.auth_context.actor_id },
  })
  res.json(result)
}
