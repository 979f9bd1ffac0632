import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { nextCheckAt } from "../../domain/next-check"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type ScheduleNextCheckStepInput = {
  purchase_id: string
  /** Everything that follows has happened: not looked at again. */
  finished: boolean
}

export const scheduleNextCheckStepId = "schedule-next-check"

/** Notes when the poll looks at the purchase again. Nothing to undo: looking does no harm. */
export const scheduleNextCheckStep = createStep(
  scheduleNextCheckStepId,
  async ({ purchase_id, finished }: ScheduleNextCheckStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    if (!purchase) return new StepResponse({ next_check_at: null as string | null })
    const paid = ["authorized", "placing", "complete", "pending"].includes(klarna.statusOf(purchase))
    const abandonedAt = purchase.superseded_at
      ? purchase.superseded_at.getTime() + klarna.config.policies.supersededPageMinutes * 60_000 + 1
      : undefined
    const next = finished
      ? null
      : new Date(nextCheckAt(klarna.now(), purchase.checks, paid, paid ? undefined : abandonedAt))
    await klarna.purchases.update(purchase_id, { next_check_at: next, checks: purchase.checks + 1 })
    return new StepResponse({ next_check_at: next?.toISOString() ?? null })
  }
)
