import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow } from "../../modules/klarna/rows"
import { chargeKlarnaSubscriptionWorkflow } from "../charge-klarna-subscription"
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
    const result = await forEachQuietly(container, "operation", due, (row) => repeat(container, klarna, row))
    return new StepResponse(result)
  }
)

async function repeat(container: MedusaContainer, klarna: KlarnaModuleService, row: OperationRow) {
  switch (row.kind) {
    case "place":
    case "tokenize":
      return placeAgain(container, row)
    case "charge":
      // Of a charge that is not settled the row knows the charge, not an order yet.
      return chargeKlarnaSubscriptionWorkflow(container).run({ input: { charge_id: row.klarna_order_id } })
    case "cancel-token":
      return klarna.subscriptions.tokens.sendCancel(row)
    default:
      return klarna.operations.repeat(row)
  }
}

/**
 * An order whose answer was lost. First its session is read: while it is open nothing was placed, and the sync decides
 * anew whether it still is to be. Where it has become an order, the same bytes find it.
 */
async function placeAgain(
  container: MedusaContainer,
  { id, attempts, purchase_id }: OperationRow
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const sync = () => syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id } })
  await sync()
  const row = await klarna.operations.byId(id)
  if (row?.status === "confirmed" || row?.attempts !== attempts) return
  const { result } = await klarna.placeOrder(purchase_id)
  if (result === "placed") await sync()
}
