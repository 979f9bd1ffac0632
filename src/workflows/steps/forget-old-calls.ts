import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { BatchInput } from "./sync-due-purchases"

const DAY_MS = 24 * 3_600_000
const BATCH = 1_000
/** Of one run; the next one goes on. */
const MOST_BATCHES = 100

export const forgetOldCallsStepId = "forget-old-calls"

/** Deletes what the call log holds for longer than the shop keeps it. Not undone: it was to go. */
export const forgetOldCallsStep = createStep(
  forgetOldCallsStepId,
  async ({ batch_size = BATCH }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const before = new Date(klarna.now() - klarna.config.policies.keepCallsDays * DAY_MS)
    let forgotten = 0
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const deleted = await klarna.calls.forgetBefore(before, batch_size)
      forgotten += deleted
      if (deleted < batch_size) break
    }
    return new StepResponse({ forgotten })
  }
)
