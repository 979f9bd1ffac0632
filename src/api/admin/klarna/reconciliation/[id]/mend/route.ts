import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { mendKlarnaDifferenceWorkflow } from "../../../../../../workflows/mend-klarna-difference"
import { requireDifference } from "../../require-difference"
import { withOrderNumbers } from "../../with-order-numbers"
import type { MendBody } from "./body"

/** Mends a difference if it is there still. `outcome`: `mended`, `gone`, `changed` or `open`. */
export async function POST(req: AuthenticatedMedusaRequest<MendBody>, res: MedusaResponse) {
  await req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE).refreshClock()
  const row = await requireDifference(req)
  const remedy = req.validatedBody?.remedy ?? row.remedy
  if (row.state === "open" && !remedy) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Nothing can mend this difference by itself: somebody has to look at it",
      "look_at_it"
    )
  }
  const { result } = await mendKlarnaDifferenceWorkflow(req.scope).run({
    input: { id: row.id, remedy: remedy ?? "", actor_id: req.auth_context.actor_id },
  })
  const [difference] = await withOrderNumbers(req, [await requireDifference(req)])
  res.json({ outcome: result.outcome, difference })
}
