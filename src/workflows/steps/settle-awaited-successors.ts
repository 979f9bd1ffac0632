import type { IPaymentModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { settleSuccessor } from "../successor/settle-successor"
import { forEachQuietly } from "./for-each-quietly"
import type { BatchInput } from "./sync-due-purchases"

const BATCH = 50
/** Longer than a change of an order and everything that follows takes. */
const LATE_AFTER_MS = 15 * 60_000
const LATE = "successor_late"

export const settleAwaitedSuccessorsStepId = "settle-awaited-successors"

/** Works off what an event that was lost, or Klarna's silence, left undone. Nothing awaited is cancelled by time. */
export const settleAwaitedSuccessorsStep = createStep(
  settleAwaitedSuccessorsStepId,
  async ({ batch_size }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const awaited = await klarna.successors.awaited(batch_size ?? BATCH)
    const result = await forEachQuietly(
      container,
      "successor of purchase",
      awaited,
      ({ id }) => settleSuccessor(container, id),
      (purchase) => tellIfLate(container, purchase)
    )
    return new StepResponse(result)
  }
)

/** Somebody has to look: the order has no payment, and Klarna holds the money for it. Told once. */
async function tellIfLate(container: MedusaContainer, purchase: PurchaseRow): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const since = await voidedAt(container, purchase)
  if (since === undefined || klarna.now() - since < LATE_AFTER_MS) return
  await klarna.tellOnce(purchase.id, {
    isTold: ({ outcome }) => outcome === LATE,
    tell: async ({ id, order_id, klarna_order_id }) => {
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .error(
          `Klarna: order ${klarna_order_id} holds money for a changed order that still has no payment in Medusa`
        )
      await klarna.tell("klarna.payment.mismatched", { id, order_id, klarna_order_id, reason: LATE })
    },
    mark: () => ({ outcome: LATE }),
  })
}

/** When Medusa voided the payment whose authorization goes on. */
async function voidedAt(
  container: MedusaContainer,
  { authorized_by }: PurchaseRow
): Promise<number | undefined> {
  if (!authorized_by) return undefined
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const [payment] = await payments.listPayments({ payment_session_id: authorized_by } as never)
  return payment?.canceled_at ? new Date(payment.canceled_at).getTime() : undefined
}
