import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { judgeKlarnaOrderStep, type JudgeKlarnaOrderStepInput } from "./steps/judge-klarna-order"

export const validateKlarnaOrderWorkflowId = "validate-klarna-order"

/** Answers Klarna's last question before the buyer pays. Reads only our own database, so that it is quick. */
export const validateKlarnaOrderWorkflow = createWorkflow(
  validateKlarnaOrderWorkflowId,
  (input: JudgeKlarnaOrderStepInput) => new WorkflowResponse(judgeKlarnaOrderStep(input))
)
