import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { disablePaymentLinkStep, type DisablePaymentLinkStepInput } from "./steps/disable-payment-link"
import { syncKlarnaPurchaseWorkflow } from "./sync-klarna-purchase"

/**
 * Ends a link. Where Klarna refuses, the money may have been taken: the payment is read and decides.
 *
 * @returns `disabled`, or `paid` when it was paid already; `open` when nobody knows yet
 */
export const disableKlarnaPaymentLinkWorkflow = createWorkflow(
  "disable-klarna-payment-link",
  (input: DisablePaymentLinkStepInput) => {
    const disabled = disablePaymentLinkStep(input)
    const synced = when(
      "look-again",
      { disabled },
      ({ disabled }) => disabled.result !== "ended" || disabled.places_order
    ).then(() => syncKlarnaPurchaseWorkflow.runAsStep({ input: { purchase_id: disabled.purchase_id } }))
    return new WorkflowResponse(
      transform({ disabled, synced }, ({ disabled, synced }) => ({
        outcome:
          disabled.result === "ended" || disabled.result === "lapsing"
            ? "disabled"
            : synced?.paid
              ? "paid"
              : "open",
      }))
    )
  }
)
