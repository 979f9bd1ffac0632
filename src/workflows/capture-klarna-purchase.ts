import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  capturePurchaseByPolicyStep,
  type CapturePurchaseByPolicyStepInput,
} from "./steps/capture-purchase-by-policy"

export const captureKlarnaPurchaseWorkflowId = "capture-klarna-purchase"

/** Captures everything of a placed order in a shop whose policy is to. May be run any number of times. */
export const captureKlarnaPurchaseWorkflow = createWorkflow(
  captureKlarnaPurchaseWorkflowId,
  (input: CapturePurchaseByPolicyStepInput) => new WorkflowResponse(capturePurchaseByPolicyStep(input))
)
