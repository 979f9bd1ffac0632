import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { listKlarnaOrdersStep, type ListKlarnaOrdersStepInput } from "./steps/list-klarna-orders"

export const listKlarnaOrdersWorkflowId = "list-klarna-orders"

/** Orders paid with Klarna as the ledger knows them, page by page. */
export const listKlarnaOrdersWorkflow = createWorkflow(
  listKlarnaOrdersWorkflowId,
  (input: ListKlarnaOrdersStepInput) => new WorkflowResponse(listKlarnaOrdersStep(input))
)
