import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Query } from "../../medusa/read-purchase-source"
import { readSubjectState } from "../../medusa/read-subject-state"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { describeFailure } from "./describe-failure"

export type EndLinkOrderStepInput = { purchase_id: string; order_id: string }

export const endLinkOrderStepId = "end-link-order"

const UNRESOLVED = "unpaid_order_stands"
/** Several signals tell of the same end; the second one finds the order cancelled. */
const LEASE_WAIT_MS = 10_000

/**
 * Cancels an order whose link ended unpaid that had placed it: its stock is free again. One that Medusa does not cancel
 * raises the alarm, once, and is tried again. Not undone: nobody is to pay it any more.
 */
export const endLinkOrderStep = createStep(
  endLinkOrderStepId,
  async (input: EndLinkOrderStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    // The same lease that staff's cancelling holds.
    const lease = await klarna.leases.acquire("money", input.purchase_id, LEASE_WAIT_MS)
    if (!lease) return new StepResponse({ cancelled: false })
    try {
      return new StepResponse({ cancelled: await cancel(container, input) })
    } finally {
      await lease.release()
    }
  }
)

async function cancel(container: MedusaContainer, input: EndLinkOrderStepInput): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { order } = await readSubjectState(query, { type: "order", id: input.order_id })
  if (!order || order.canceled) return true
  try {
    await cancelOrderWorkflow(container).run({ input: { order_id: input.order_id } })
    return true
  } catch (error) {
    await raiseAlarm(container, input, error)
    return false
  }
}

async function raiseAlarm(
  container: MedusaContainer,
  { purchase_id, order_id }: EndLinkOrderStepInput,
  error: unknown
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  await klarna.tellOnce(purchase_id, {
    isTold: ({ outcome }) => outcome === UNRESOLVED,
    tell: async () => {
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .error(
          `Klarna: order ${order_id} was not cancelled though its link is over: ${describeFailure(error)}`
        )
      await klarna.tell("klarna.payment.mismatched", { id: purchase_id, order_id, reason: UNRESOLVED })
    },
    mark: () => ({ outcome: UNRESOLVED }),
  })
}
