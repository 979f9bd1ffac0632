import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type GiveUpTokenStepInput = { purchase_id: string }

export const giveUpTokenStepId = "give-up-token"

/** The buyer agreed to be charged later for something that they do not get: nobody can charge them for it any more. */
export const giveUpTokenStep = createStep(
  giveUpTokenStepId,
  async ({ purchase_id }: GiveUpTokenStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    await klarna.subscriptions.giveUpTokens.ofPurchase(purchase_id)
    await klarna.pages.end(purchase_id, "completed")
    await klarna.purchases.close(purchase_id, "cancelled")
    await klarna.purchases.update(purchase_id, { outcome: "token_given_up", next_check_at: null })
    return new StepResponse({ given_up: true })
  }
)
