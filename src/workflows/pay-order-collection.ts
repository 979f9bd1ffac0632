import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { prepareOrderCollectionStep } from "./steps/prepare-order-collection"

export type PayOrderCollectionInput = { payment_collection_id: string }

export const payOrderCollectionWorkflowId = "pay-order-collection"

/**
 * A buyer pays an order's payment collection with Klarna: a session for what the order owes. A page that is open
 * already, such as that of a link which staff sent, stays the one to pay on.
 */
export const payOrderCollectionWorkflow = createWorkflow(
  payOrderCollectionWorkflowId,
  (input: PayOrderCollectionInput) => {
    const prepared = prepareOrderCollectionStep(input)
    when("no-page-is-open", { prepared }, ({ prepared }) => prepared.provider_id !== null).then(() =>
      createPaymentSessionsWorkflow.runAsStep({
        input: transform({ input, prepared }, ({ input, prepared }) => ({
          payment_collection_id: input.payment_collection_id,
          provider_id: prepared.provider_id ?? "",
        })),
      })
    )
    return new WorkflowResponse(prepared)
  }
)
