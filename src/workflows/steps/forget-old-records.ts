import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { erasePurchases } from "./erase-purchases"
import type { BatchInput } from "./sync-due-purchases"

const DAY_MS = 24 * 3_600_000
const BATCH = 1_000
/** Of one run; the next one goes on. */
const MOST_BATCHES = 100

export const forgetOldRecordsStepId = "forget-old-records"

/**
 * Deletes calls, callbacks and closed differences, and empties what was sent and read of purchases that are long over,
 * or whose customer was deleted while they were under way. Not undone: it was to go.
 */
export const forgetOldRecordsStep = createStep(
  forgetOldRecordsStepId,
  async ({ batch_size = BATCH }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const { calls, retention, now, config } = klarna
    const daysAgo = (days: number) => new Date(now() - days * DAY_MS)
    const { keepCallsDays, keepBodiesDays } = config.policies

    async function all(forget: (before: Date, limit: number) => Promise<number>, days: number) {
      let forgotten = 0
      for (let batch = 0; batch < MOST_BATCHES; batch++) {
        const gone = await forget(daysAgo(days), batch_size)
        forgotten += gone
        if (gone < batch_size) break
      }
      return forgotten
    }

    return new StepResponse({
      calls: await all(calls.forgetBefore, keepCallsDays),
      events: await all(retention.deleteEvents, keepCallsDays),
      bodies: await all(retention.emptyBodies, keepBodiesDays),
      differences: await all(retention.deleteDifferences, keepBodiesDays),
      reconciliations: await all(retention.deleteReconciliations, keepBodiesDays),
      customers: await erasePurchases(klarna, await retention.toErase(batch_size)),
    })
  }
)
