import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { chargeDueKlarnaSubscriptionsWorkflow } from "../../../../../../workflows/charge-due-klarna-subscriptions"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { followDueKlarnaFulfillmentsWorkflow } from "../../../../../../workflows/follow-due-klarna-fulfillments"
import { forgetOldKlarnaRecordsWorkflow } from "../../../../../../workflows/forget-old-klarna-records"
import { lookAfterKlarnaReservationsWorkflow } from "../../../../../../workflows/look-after-klarna-reservations"
import { reconcileKlarnaOrdersWorkflow } from "../../../../../../workflows/reconcile-klarna-orders"
import { repairDueKlarnaBooksWorkflow } from "../../../../../../workflows/repair-due-klarna-books"
import { repeatKlarnaOperationsWorkflow } from "../../../../../../workflows/repeat-klarna-operations"
import { settleAwaitedKlarnaSuccessorsWorkflow } from "../../../../../../workflows/settle-awaited-klarna-successors"
import { sweepKlarnaInboxWorkflow } from "../../../../../../workflows/sweep-klarna-inbox"
import { syncDueKlarnaPurchasesWorkflow } from "../../../../../../workflows/sync-due-klarna-purchases"

const JOBS = {
  "sync-due-klarna-purchases": syncDueKlarnaPurchasesWorkflow,
  "sweep-klarna-inbox": sweepKlarnaInboxWorkflow,
  "repeat-klarna-operations": repeatKlarnaOperationsWorkflow,
  "reconcile-klarna-orders": reconcileKlarnaOrdersWorkflow,
  "repair-klarna-books": repairDueKlarnaBooksWorkflow,
  "charge-due-klarna-subscriptions": chargeDueKlarnaSubscriptionsWorkflow,
  "follow-klarna-fulfillments": followDueKlarnaFulfillmentsWorkflow,
  "extend-klarna-authorizations": lookAfterKlarnaReservationsWorkflow,
  "settle-klarna-successors": settleAwaitedKlarnaSuccessorsWorkflow,
  "forget-old-klarna-records": forgetOldKlarnaRecordsWorkflow,
}

/** Runs one of the scheduled jobs now. For tests and the demo; option `allowRunningJobs`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const name = req.params.name as string
  if (!klarna.config.allowRunningJobs || !Object.hasOwn(JOBS, name)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `No job ${name} can be run here`)
  }
  await klarna.refreshClock()
  const { result } = await JOBS[name as keyof typeof JOBS](req.scope).run({ input: {} })
  res.json({ job: name, ...result })
}
