import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import type { IPaymentModuleService } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PaymentSays } from "../../domain/settle-readings"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { providerIdOf } from "../../config/provider-id"

export type PreparePaymentSessionStepInput = {
  purchase_id: string
  provider: string
  collection_id: string | null
  session_id: string | null
  stray_session_ids: string[]
  payment: PaymentSays
  channel: PurchaseRow["channel"]
}

export const preparePaymentSessionStepId = "prepare-payment-session"

/**
 * Leaves exactly one payment session on the collection, ours: Medusa completes with the first one it finds. A
 * session that a cart change removed is made again and adopts the paid Klarna order. Not undone: the payment is
 * real, and a session for it is right in any case.
 */
export const preparePaymentSessionStep = createStep(
  preparePaymentSessionStepId,
  async (input: PreparePaymentSessionStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    // Nothing is to be paid: Medusa completes such a cart without looking at its sessions.
    if (input.payment === "tokenized") return new StepResponse({ session_id: input.session_id ?? "" })
    if (!input.collection_id) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "The paid cart has no payment collection")
    }
    if (!input.session_id) {
      // Removes every other session of the collection as well.
      const { result } = await createPaymentSessionsWorkflow(container).run({
        input: {
          payment_collection_id: input.collection_id,
          provider_id: providerIdOf(input.provider),
          // An order's, which no cart decides.
          context: { klarna_channel: input.channel } as never,
        },
      })
      return new StepResponse({ session_id: (result as { id: string }).id })
    }
    const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
    for (const stray of input.stray_session_ids) {
      await payments.deletePaymentSession(stray)
    }
    await klarna.purchases.hold(input.purchase_id, input.session_id)
    return new StepResponse({ session_id: input.session_id })
  }
)
