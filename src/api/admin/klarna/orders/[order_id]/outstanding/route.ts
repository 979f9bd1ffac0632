import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { readOutstandingOrderWorkflow } from "../../../../../../workflows/read-outstanding-order"

/** What an order or draft order still owes, and why no payment link can be made for it, if so. */
export const GET = (req: AuthenticatedMedusaRequest, res: MedusaResponse) => answer(req, res)

/** The same, of a draft with taxes and discounts as they are for its address now. */
export const POST = (req: AuthenticatedMedusaRequest, res: MedusaResponse) =>
  answer(req, res, req.auth_context.actor_id)

async function answer(req: AuthenticatedMedusaRequest, res: MedusaResponse, renewed_by?: string) {
  const order_id = req.params.order_id as string
  const { result } = await readOutstandingOrderWorkflow(req.scope).run({
    input: { order_id, renewed_by },
  })
  if (!result) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${order_id} does not exist`)
  res.json({ outstanding: result })
}
