import { convertDraftOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { describeFailure } from "./describe-failure"

export type ConvertPaidDraftStepInput = { purchase_id: string; order_id: string }

export const convertPaidDraftStepId = "convert-paid-draft"

const FAILED = "completion_failed"

/**
 * Makes an order of a draft that was paid: Medusa taxes it anew, reserves its stock and tells that it is placed. A
 * refusal keeps the payment for staff to mend the draft, raises the alarm, and is tried again. Not undone: what
 * was paid for is ordered.
 */
export const convertPaidDraftStep = createStep(
  convertPaidDraftStepId,
  async ({ purchase_id, order_id }: ConvertPaidDraftStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    try {
      await convertDraftOrderWorkflow(container).run({ input: { id: order_id } })
      await klarna.purchases.noteOrderPlaced(order_id)
      return new StepResponse({ converted: true })
    } catch (error) {
      // Callback and returning browser get here at once, and the other was first: what follows is read anew.
      if (await isPlaced(container, order_id)) return new StepResponse({ converted: true })
      const message = describeFailure(error)
      await klarna.tellOnce(purchase_id, {
        isTold: ({ outcome }) => outcome === FAILED,
        tell: async () => {
          const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
          logger.error(`Klarna: draft order ${order_id} is paid but was not converted: ${message}`)
          await klarna.tell("klarna.payment.mismatched", {
            id: purchase_id,
            order_id,
            reason: "conversion_failed",
          })
        },
        mark: () => ({ outcome: FAILED }),
      })
      await klarna.purchases.update(purchase_id, {
        last_error: {
          operation: "convert draft order",
          code: "conversion_failed",
          message,
          correlation_id: null,
          at: new Date(klarna.now()).toISOString(),
        },
      })
      return new StepResponse({ converted: false })
    }
  }
)

async function isPlaced(container: MedusaContainer, orderId: string): Promise<boolean> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["is_draft_order"],
    filters: { id: orderId },
  })
  return data[0]?.is_draft_order === false
}
