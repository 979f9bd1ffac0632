import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { captureFulfilledGoodsStep } from "./steps/capture-fulfilled-goods"
import { readFulfillmentStep, type ReadFulfillmentStepInput } from "./steps/read-fulfillment"
import { sendTrackingNumbersStep } from "./steps/send-tracking-numbers"

export const followKlarnaFulfillmentWorkflowId = "follow-klarna-fulfillment"

/**
 * Goods were packed or sent: they are captured where the shop's policy says so, and their tracking numbers reach
 * Klarna. May be run at any time and any number of times.
 */
export const followKlarnaFulfillmentWorkflow = createWorkflow(
  followKlarnaFulfillmentWorkflowId,
  (input: ReadFulfillmentStepInput) => {
    const { fulfillment } = readFulfillmentStep(input)
    const { captured } = captureFulfilledGoodsStep({ fulfillment })
    const { sent } = sendTrackingNumbersStep(
      transform({ fulfillment, captured }, ({ fulfillment }) => ({ fulfillment }))
    )
    return new WorkflowResponse({ captured, sent })
  }
)
