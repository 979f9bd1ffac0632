import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { viewOrderCollectionWorkflow } from "../../../../../workflows/view-order-collection"

/** What is to be paid, and whether it is. Nobody can make us call Klarna with it. */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { result } = await viewOrderCollectionWorkflow(req.scope).run({
    input: { payment_collection_id: req.params.id as string },
  })
  res.setHeader("Cache-Control", "no-store")
  res.json(result)
}
