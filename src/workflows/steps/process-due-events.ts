import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { processKlarnaEventWorkflow } from "../process-klarna-event"
import { forEachQuietly } from "./for-each-quietly"
import type { BatchInput } from "./sync-due-purchases"

const BATCH = 100

export const processDueEventsStepId = "process-due-events"

/** Works off signals that a crash or a failure left in the inbox. */
export const processDueEventsStep = createStep(
  processDueEventsStepId,
  async ({ batch_size }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const due = await klarna.inbox.claimDue(batch_size ?? BATCH)
    const result = await forEachQuietly(
      container,
      "callback",
      due,
      (event) => processKlarnaEventWorkflow(container).run({ input: { event_id: event.id } }),
      (event) => klarna.inbox.postpone(event, "failed")
    )
    return new StepResponse(result)
  }
)
