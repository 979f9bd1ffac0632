import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { readKlarnaOrderWorkflow } from "../../../../../workflows/read-klarna-order"
import { orderPaymentOf } from "../order-payment-of"

/** What Klarna says about an order's payment, beside what the ledger knows. Answers while Klarna does not. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const input = orderPaymentOf(req)
  const { result } = await readKlarnaOrderWorkflow(req.scope).run({ input })
  if (!result) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${input.order_id} has no Klarna payment`)
  }
  res.json({ klarna_order: result })
}
