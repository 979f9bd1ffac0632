import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { AlarmReason } from "../../domain/decision"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type RaiseAlarmStepInput = { purchase_id: string; reason: AlarmReason }

export const raiseAlarmStepId = "raise-alarm"

/** Something is wrong that nothing here can decide: somebody has to look. Told once; there is nothing to undo. */
export const raiseAlarmStep = createStep(
  raiseAlarmStepId,
  async ({ purchase_id, reason }: RaiseAlarmStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    await klarna.tellOnce(purchase_id, {
      isTold: (purchase) => purchase.outcome === outcomeOf(purchase, reason),
      tell: async (purchase) => {
        const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        logger.error(`Klarna: ${sentenceOf(purchase, reason)}`)
        await klarna.tell("klarna.payment.mismatched", { id: purchase_id, reason })
      },
      mark: (purchase) => ({ outcome: outcomeOf(purchase, reason) }),
    })
    return new StepResponse({ raised: true })
  }
)

const outcomeOf = ({ klarna_status }: PurchaseRow, reason: AlarmReason) =>
  reason === "unknown_status" ? `${reason}:${klarna_status}` : reason

function sentenceOf(purchase: PurchaseRow, reason: AlarmReason): string {
  switch (reason) {
    case "unknown_status":
      return `order ${purchase.klarna_order_id} has the unknown status ${JSON.stringify(purchase.klarna_status)}`
    case "order_not_found":
      return `purchase ${purchase.id} may have become an order at Klarna that nobody can find; look for ${purchase.subject_id} in Klarna's portal`
    case "payment_lost":
      return `order ${purchase.klarna_order_id} is paid in Medusa, but Klarna has cancelled or stopped it: do not ship`
  }
}
