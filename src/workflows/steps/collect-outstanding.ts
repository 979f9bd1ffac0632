import { updateOrderTaxLinesWorkflow } from "@medusajs/medusa/core-flows"
import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { compareDecimals } from "../../domain/money"
import { readOutstanding } from "../../medusa/read-outstanding"
import type { Query } from "../../medusa/read-purchase-source"

export type CollectOutstandingStepInput = { order_id: string; payment_collection_id: string }

export const collectOutstandingStepId = "collect-outstanding"

/** Has a collection ask for what is owed, in today's taxes. Not undone: it states what is owed. */
export const collectOutstandingStep = createStep(
  collectOutstandingStepId,
  async (input: CollectOutstandingStepInput, { container }) => {
    if (await collectOutstanding(container, input)) return new StepResponse(input)
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "This order owes nothing: there is nothing to pay by a link",
      "nothing_to_pay"
    )
  }
)

/** @returns false when nothing is owed any more. A cancelled order is left alone */
export async function collectOutstanding(
  container: MedusaContainer,
  { order_id, payment_collection_id }: CollectOutstandingStepInput
): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const known = await readOutstanding(query, order_id)
  // Medusa taxes a draft anew when it becomes an order: what is asked for now is what is owed then.
  if (known?.is_draft) await updateOrderTaxLinesWorkflow(container).run({ input: { order_id } })
  const order = known?.is_draft ? await readOutstanding(query, order_id) : known
  if (!order || order.canceled) return true
  if (compareDecimals(order.outstanding, "0") <= 0) return false
  const collection = order.unpaid_collections.find(({ id }) => id === payment_collection_id)
  if (collection && compareDecimals(collection.amount, order.outstanding) !== 0) {
    const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
    await payments.updatePaymentCollections(collection.id, { amount: Number(order.outstanding) })
  }
  return true
}
