import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { readOutstandingOrderWorkflow } from "../../../../../../workflows/read-outstanding-order"

/** What an order or draft order still owes, and why no payment link can be made for it, if so. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const order_id = req.params.order_id as string
  const { result } = await readOutstandingOrderWorkflow(req.scope).run({ input: { order_id } })
  if (!result) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${order_id} does not exist`)
  res.json({ outstanding: result })
}
