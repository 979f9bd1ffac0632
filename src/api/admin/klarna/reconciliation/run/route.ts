import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { beginKlarnaReconciliationWorkflow } from "../../../../../workflows/begin-klarna-reconciliation"
import { showRun } from "../show-run"
import type { RunReconciliationBody } from "./body"

/** Begins a comparison and answers at once; the list tells how far it is. */
export async function POST(req: AuthenticatedMedusaRequest<RunReconciliationBody>, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  await klarna.refreshClock()
  const { result } = await beginKlarnaReconciliationWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor_id: req.auth_context.actor_id },
  })
  res.status(202).json({ run: showRun(result ? await klarna.reconciliations.byId(result.id) : undefined) })
}
