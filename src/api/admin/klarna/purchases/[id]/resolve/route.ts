import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resolveKlarnaPurchaseWorkflow } from "../../../../../../workflows/resolve-klarna-purchase"
import { requirePurchase } from "../../require-purchase"
import type { ResolvePurchaseBody } from "./body"

/** Staff looked in Klarna's portal: takes up the order that is there, or that there is none. */
export async function POST(req: AuthenticatedMedusaRequest<ResolvePurchaseBody>, res: MedusaResponse) {
  const purchase_id = req.params.id as string
  const { klarna_order_id } = req.validatedBody
  await resolveKlarnaPurchaseWorkflow(req.scope).run({ input: { purchase_id, klarna_order_id } })
  res.json({ purchase: await requirePurchase(req) })
}
