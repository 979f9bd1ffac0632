import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { forEachQuietly } from "./for-each-quietly"
import type { BatchInput } from "./sync-due-purchases"

const CLAIM_MS = 120_000
const BATCH = 50

export const repeatDueOperationsStepId = "repeat-due-operations"

/** Repeats effects that Klarna has not confirmed yet, with the key and the bytes of the first try. */
export const repeatDueOperationsStep = createStep(
  repeatDueOperationsStepId,
  async ({ batch_size }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const due = await klarna.operations.claimDue(batch_size ?? BATCH, CLAIM_MS)
    const result = await forEachQuietly(container, "operation", due, (row) => klarna.operations.repeat(row))
    return new StepResponse(result)
  }
)
