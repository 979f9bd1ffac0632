import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { followKlarnaFulfillmentWorkflow } from "../follow-klarna-fulfillment"
import { forEachQuietly } from "./for-each-quietly"

export type FollowOrderFulfillmentsStepInput = { order_ids: string[] }

export const followOrderFulfillmentsStepId = "follow-order-fulfillments"

/**
 * Goods that left before their order changed at Klarna: what Klarna could not be asked for then may be captured now.
 * Cannot be undone; the sweep repeats what fails.
 */
export const followOrderFulfillmentsStep = createStep(
  followOrderFulfillmentsStepId,
  async ({ order_ids }: FollowOrderFulfillmentsStepInput, { container }) =>
    new StepResponse(await followOrderFulfillments(container, order_ids))
)

export async function followOrderFulfillments(
  container: MedusaContainer,
  orderIds: string[]
): Promise<{ done: number; failed: number }> {
  const { capture } = container.resolve<KlarnaModuleService>(KLARNA_MODULE).config.policies
  const captures = capture === "on_fulfillment" || capture === "on_shipment"
  if (!captures || !orderIds.length) return { done: 0, failed: 0 }
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({
    entity: "order_fulfillment",
    fields: ["fulfillment_id"],
    filters: { order_id: orderIds },
  })
  const rows = (data as { fulfillment_id: string }[]).map(({ fulfillment_id }) => ({ id: fulfillment_id }))
  return forEachQuietly(container, "fulfilment", rows, ({ id }) =>
    followKlarnaFulfillmentWorkflow(container).run({ input: { fulfillment_id: id } })
  )
}
