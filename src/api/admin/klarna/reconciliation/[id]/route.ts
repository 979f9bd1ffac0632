import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { requireDifference } from "../require-difference"
import { withOrderNumbers } from "../with-order-numbers"

/** One difference, and what mending it will do. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const [difference] = await withOrderNumbers(req, [await requireDifference(req)])
  res.json({ difference })
}
