import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type FinishKlarnaEventStepInput = { event_id: string; outcome: string }

export const finishKlarnaEventStepId = "finish-klarna-event"

/** The signal is worked off. Not undone: what came of it is in the ledger. */
export const finishKlarnaEventStep = createStep(
  finishKlarnaEventStepId,
  async ({ event_id, outcome }: FinishKlarnaEventStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    await klarna.inbox.finish(event_id, outcome)
    return new StepResponse({ event_id })
  }
)
