import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sendKlarnaMessageStep, type SendKlarnaMessageStepInput } from "./steps/send-klarna-message"

export const sendKlarnaMessageWorkflowId = "send-klarna-message"

/** Tells staff and buyer by the shop's own notification providers what happened to a payment. */
export const sendKlarnaMessageWorkflow = createWorkflow(
  sendKlarnaMessageWorkflowId,
  (input: SendKlarnaMessageStepInput) => new WorkflowResponse(sendKlarnaMessageStep(input))
)
