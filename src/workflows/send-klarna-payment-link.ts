import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sendPaymentLinkStep, type SendPaymentLinkStepInput } from "./steps/send-payment-link"

/** Sends a link to somebody, once per wish. */
export const sendKlarnaPaymentLinkWorkflow = createWorkflow(
  "send-klarna-payment-link",
  (input: SendPaymentLinkStepInput) => new WorkflowResponse(sendPaymentLinkStep(input))
)
