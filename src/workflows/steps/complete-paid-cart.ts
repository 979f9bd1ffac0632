import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
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

    const failure = describe(errors?.[0]?.error)
    const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    logger.error(`Klarna: paid cart ${cart_id} was not completed: ${failure.message}`)
    await klarna.purchases.update(purchase_id, {
      outcome: "completion_failed",
      last_error: {
        operation: "complete cart",
        ...failure,
        correlation_id: null,
        at: new Date(klarna.now()).toISOString(),
      },
    })
    return new StepResponse({ order_id: null as string | null })
  }
)

/** Medusa's own errors name stock and lines; any other text may hold a query with the buyer in it. */
function describe(error: unknown): { code: string; message: string } {
  if (!error) return { code: "completion_failed", message: "Medusa returned no order" }
  const { name, type, code, message } = error as {
    name?: string
    type?: string
    code?: string
    message?: string
  }
  return MedusaError.isMedusaError(error)
    ? { code: code ?? type ?? "completion_failed", message: message ?? "no message" }
    : { code: "completion_failed", message: name ?? "unknown error" }
}
