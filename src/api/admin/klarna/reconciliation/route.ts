import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import type { ListDifferencesQuery } from "./query"
import { showRun } from "./show-run"
import { withOrderNumbers } from "./with-order-numbers"

/** Where Klarna and Medusa do not say the same, newest first, and how far the last comparison is. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { reconciliations } = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = req.validatedQuery as ListDifferencesQuery
  const [{ rows, count }, run] = await Promise.all([
    reconciliations.differences.list(query),
    reconciliations.current(),
  ])
  res.json({
    differences: await withOrderNumbers(req, rows),
    count,
    offset: query.offset,
    limit: query.limit,
    run: showRun(run),
  })
}
