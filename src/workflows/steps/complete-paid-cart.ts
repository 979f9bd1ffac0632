import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type CompletePaidCartStepInput = { purchase_id: string; cart_id: string }

export const completePaidCartStepId = "complete-paid-cart"

/**
 * Turns the paid cart into an order with Medusa's own workflow, which asks our provider to authorize. A refusal
 * (stock, a hook of the shop's) does not fail the sync: it is noted, tried again, and given back in the end.
 * Not undone here: Medusa's workflow compensates itself.
 */
export const completePaidCartStep = createStep(
  completePaidCartStepId,
  async ({ purchase_id, cart_id }: CompletePaidCartStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const { result, errors } = await completeCartWorkflow(container).run({
      input: { id: cart_id },
      throwOnError: false,
    })
    const orderId = (result as { id?: string } | undefined)?.id
    if (!errors?.length && orderId) {
      await klarna.purchases.update(purchase_id, { order_id: orderId })
      return new StepResponse({ order_id: orderId as string | null })
    }

    const failure = errors?.[0]?.error as (Error & { code?: string; type?: string }) | undefined
    const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    // The message of a Medusa error may name stock and lines, never the buyer.
    logger.error(
      `Klarna: paid cart ${cart_id} was not completed: ${failure?.message ?? "no order came of it"}`
    )
    await klarna.purchases.update(purchase_id, {
      outcome: "completion_failed",
      last_error: {
        operation: "complete cart",
        code: failure?.code ?? failure?.type ?? "completion_failed",
        message: failure?.message ?? "Medusa returned no order",
        correlation_id: null,
        at: new Date(klarna.now()).toISOString(),
      },
    })
    return new StepResponse({ order_id: null as string | null })
  }
)
