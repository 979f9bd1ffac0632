import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { AlarmReason } from "../../domain/decision"
import { nextCheckAt } from "../../domain/next-check"
import { PLACING_PATIENCE_MS } from "../../domain/placing-patience"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type ScheduleNextCheckStepInput = {
  purchase_id: string
  /** Everything that follows has happened: not looked at again. */
  finished: boolean
}

/** An order that nobody can find raises the alarm then, and not at the next look an hour later. */
function alarmAt({ placing_since }: PurchaseRow): number | undefined {
  return placing_since ? placing_since.getTime() + PLACING_PATIENCE_MS + 1 : undefined
}

const LOST: AlarmReason = "payment_lost"

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
    // Klarna has taken its word back, for good: who looks is told, and a signal or a change of the order looks again.
    const isLost = purchase.outcome === LOST
    const next =
      finished || isLost
        ? null
        : new Date(nextCheckAt(klarna.now(), purchase.checks, paid, paid ? alarmAt(purchase) : abandonedAt))
    await klarna.purchases.update(purchase_id, { next_check_at: next, checks: purchase.checks + 1 })
    return new StepResponse({ next_check_at: next?.toISOString() ?? null })
  }
)
