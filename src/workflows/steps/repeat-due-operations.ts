import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow } from "../../modules/klarna/rows"
import { syncKlarnaPurchaseWorkflow } from "../sync-klarna-purchase"
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
    const result = await forEachQuietly(container, "operation", due, (row) =>
      row.kind === "place" ? placeAgain(container, row) : klarna.operations.repeat(row)
    )
    return new StepResponse(result)
  }
)

/** An order whose answer was lost: the same bytes find it, and the purchase goes on from there. */
async function placeAgain(container: MedusaContainer, { purchase_id }: OperationRow): Promise<void> {
  await container.resolve<KlarnaModuleService>(KLARNA_MODULE).placeOrder(purchase_id)
  await syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id } })
}
