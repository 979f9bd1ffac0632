import type { IPaymentModuleService, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { GiveBackReason } from "../../domain/settle"
import { OperationError } from "../../domain/operation-error"
import { KlarnaApiError } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type GiveMoneyBackStepInput = {
  purchase_id: string
  reason: GiveBackReason
  /** Our session on the collection: nobody may complete the cart with it any more. */
  session_id: string | null
  /** Medusa has a payment of ours; its session stays where it is. */
  has_payment: boolean
  differences: string[]
}

export const giveMoneyBackStepId = "give-money-back"

/**
 * Money without an order: raises the alarm, cancels at Klarna (refunds what was captured already), and takes the
 * session off the cart. Cannot be undone; it comes last and only after Klarna and Medusa were read.
 */
export const giveMoneyBackStep = createStep(
  giveMoneyBackStepId,
  async (input: GiveMoneyBackStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(input.purchase_id)
    if (!purchase || purchase.outcome?.startsWith(GIVEN)) return new StepResponse({ done: true })

    if (!purchase.outcome?.startsWith(GIVING)) {
      await klarna.purchases.update(purchase.id, { outcome: GIVING + input.reason })
      // Staff cancelled the payment in Medusa: that is no alarm, Klarna only has to follow.
      if (input.reason !== "payment_canceled") await raiseAlarm(purchase)
    }
    if (input.session_id && !input.has_payment) {
      await container.resolve<IPaymentModuleService>(Modules.PAYMENT).deletePaymentSession(input.session_id)
    }
    if (!(await isGivenBack(klarna, purchase))) return new StepResponse({ done: false })
    await klarna.pages.end(purchase.id, "completed")
    await klarna.purchases.close(purchase.id, "cancelled")
    await klarna.purchases.update(purchase.id, { outcome: GIVEN + input.reason, next_check_at: null })
    return new StepResponse({ done: true })

    async function raiseAlarm(paid: PurchaseRow) {
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .error(
          `Klarna: order ${paid.klarna_order_id} is paid but has no order here (${input.reason}); giving it back`
        )
      await klarna.tell("klarna.payment.mismatched", {
        id: paid.id,
        subject_type: paid.subject_type,
        subject_id: paid.subject_id,
        klarna_order_id: paid.klarna_order_id,
        reason: input.reason,
        differences: input.differences,
      })
    }
  }
)

const GIVING = "giving_back:"
const GIVEN = "given_back:"

/** @returns false while another worker is at it this moment; the next check comes back to it */
async function isGivenBack(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<boolean> {
  try {
    await cancelOrRefund(klarna, purchase)
    return true
  } catch (error) {
    if (error instanceof OperationError) return false
    throw error
  }
}

async function cancelOrRefund(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<void> {
  try {
    await klarna.cancelAtKlarna(purchase)
  } catch (error) {
    if (!(error instanceof KlarnaApiError) || error.code !== "CANCEL_NOT_ALLOWED") throw error
    const order = await klarna.readManagedOrder(purchase)
    const owed = order.captured_amount - order.refunded_amount
    if (owed <= 0) return
    await klarna.operations.ensure(purchase, {
      kind: "refund",
      singleton: "refund-all",
      amount: owed,
      medusa_row_id: null,
      body: (operationId) => JSON.stringify({ refunded_amount: owed, reference: operationId }),
    })
  }
}
