import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listKlarnaOrdersWorkflow } from "../../../../workflows/list-klarna-orders"
import type { ListOrdersQuery } from "./query"

/** Orders paid with Klarna, newest first; `at_risk`: those whose authorization ends first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { result } = await listKlarnaOrdersWorkflow(req.scope).run({
    input: req.validatedQuery as ListOrdersQuery,
  })
  res.json(result)
}
