import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { payOrderCollectionWorkflow } from "../../../../../../workflows/pay-order-collection"
import { viewOrderCollectionWorkflow } from "../../../../../../workflows/view-order-collection"

/** The buyer wants to pay: opens Klarna's page, or finds the one that is open. Takes no amount and no body. */
export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const input = { payment_collection_id: req.params.id as string }
  await payOrderCollectionWorkflow(req.scope).run({ input })
  const { result } = await viewOrderCollectionWorkflow(req.scope).run({ input })
  res.setHeader("Cache-Control", "no-store")
  res.json(result)
}
