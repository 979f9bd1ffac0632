import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { IPaymentModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Query } from "../../medusa/read-purchase-source"
import { readSubjectState } from "../../medusa/read-subject-state"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { describeFailure } from "./describe-failure"

export type CancelRefusedOrderStepInput = {
  purchase_id: string
  order_id: string
  session_id: string | null
}

export const cancelRefusedOrderStepId = "cancel-refused-order"

const UNRESOLVED = "refused_order_stands"
const REJECTED = "rejected"

/**
 * Klarna refused the payment that an order waited for: the order is cancelled and its stock is free again. One that
 * Medusa does not cancel (goods are on their way) raises the alarm. Cannot be undone: there is no money for it.
 */
export const cancelRefusedOrderStep = createStep(
  cancelRefusedOrderStepId,
  async (input: CancelRefusedOrderStepInput, { container }) => {
    const { purchase_id, order_id } = input
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    // A renewal may be paid by link still. And a link may be for what was left: what else was paid for stays ordered.
    const isOwed = (await klarna.subscriptions.charges.wake(order_id)) !== undefined
    if (isOwed || (await isPaidOtherwise(container, order_id))) {
      await closeRefused(container, input)
      return new StepResponse({ cancelled: true })
    }
    try {
      await cancelOrderWorkflow(container).run({ input: { order_id } })
    } catch (error) {
      const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      logger.error(
        `Klarna: order ${order_id} is refused by Klarna and could not be cancelled, do not ship: ${describeFailure(error)}`
      )
      await klarna.tellOnce(purchase_id, {
        isTold: ({ outcome }) => outcome === UNRESOLVED,
        tell: async () =>
          klarna.tell("klarna.payment.mismatched", { id: purchase_id, order_id, reason: UNRESOLVED }),
        mark: () => ({ outcome: UNRESOLVED }),
      })
      return new StepResponse({ cancelled: false })
    }
    await closeRefused(container, input)
    return new StepResponse({ cancelled: true })
  }
)

/** Nobody can authorize the session any more, and everybody hears why. */
async function closeRefused(
  container: MedusaContainer,
  { purchase_id, order_id, session_id }: CancelRefusedOrderStepInput
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  if (session_id) {
    await container.resolve<IPaymentModuleService>(Modules.PAYMENT).deletePaymentSession(session_id)
  }
  await klarna.tellOnce(purchase_id, {
    isTold: ({ outcome }) => outcome === REJECTED,
    tell: async ({ klarna_order_id }) =>
      klarna.tell("klarna.payment.rejected", { id: purchase_id, order_id, klarna_order_id }),
    mark: () => ({ outcome: REJECTED }),
  })
  await klarna.subscriptions.giveUpTokens.ofPurchase(purchase_id)
  await klarna.purchases.close(purchase_id, REJECTED)
  await klarna.purchases.update(purchase_id, { next_check_at: null })
}

/** This purchase is pending, so that it has no payment: whatever the order has is somebody else's. */
async function isPaidOtherwise(container: MedusaContainer, orderId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { collections } = await readSubjectState(query, { type: "order", id: orderId })
  return collections.some(({ payments }) => payments.some(({ canceled_at }) => !canceled_at))
}
