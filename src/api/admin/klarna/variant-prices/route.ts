import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listVariantPricesWorkflow } from "../../../../workflows/list-variant-prices"
import type { ListVariantPricesQuery } from "./query"

/** What variants cost in a region: Medusa's own admin routes tell no calculated prices. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListVariantPricesQuery>,
  res: MedusaResponse
) {
  const { id, ...context } = req.validatedQuery as ListVariantPricesQuery
  const { result } = await listVariantPricesWorkflow(req.scope).run({ input: { ids: id, ...context } })
  res.json({ prices: result })
}
