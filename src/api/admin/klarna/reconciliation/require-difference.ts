import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import type { DifferenceRow } from "../../../../modules/klarna/rows"

export async function requireDifference(req: MedusaRequest): Promise<DifferenceRow> {
  const { reconciliations } = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const row = await reconciliations.differences.byId(req.params.id as string)
  if (row) return row
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `Difference ${req.params.id} was not found`)
}
