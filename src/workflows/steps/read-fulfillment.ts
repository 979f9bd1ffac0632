import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { readFulfillment, type Fulfillment } from "../../medusa/read-fulfillment"
import type { Query } from "../../medusa/read-purchase-source"

export type ReadFulfillmentStepInput = { fulfillment_id: string }

export const readFulfillmentStepId = "read-klarna-fulfillment"

/** There is nothing to undo. */
export const readFulfillmentStep = createStep(
  readFulfillmentStepId,
  async ({ fulfillment_id }: ReadFulfillmentStepInput, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const fulfillment = (await readFulfillment(query, fulfillment_id)) ?? null
    return new StepResponse<{ fulfillment: Fulfillment | null }>({ fulfillment })
  }
)
