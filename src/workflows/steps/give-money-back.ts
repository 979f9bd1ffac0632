import type { IPaymentModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OperationError } from "../../domain/operation-error"
import type { GiveBackReason } from "../../domain/decision"
import { KlarnaApiError } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type GiveMoneyBackStepInput = {
  purchase_id: string
  reason: GiveBackReason
  /** Our session on the collection, when no order needs it: nobody may complete the cart with it any more. */
  session_id: string | null
  /** Which session had authorized it when this was decided. */
  authorized_by: string | null
  /** Staff cancelled in Medusa: that is no alarm, Klarna only has to follow. */
  expected: boolean
  differences: string[]
}

export const giveMoneyBackStepId = "give-money-back"

/** How long to wait for a capture, refund or cancellation that Medusa has under way. */
const MONEY_LEASE_WAIT_MS = 5_000

/**
 * Money without an order: raises the alarm, takes the session off the cart, and gives back at Klarna what it still
 * holds: cancels, or refunds what was captured and releases the rest. Cannot be undone; it comes last and only
 * after Klarna and Medusa were read.
 */
export const giveMoneyBackStep = createStep(
  giveMoneyBackStepId,
  async (input: GiveMoneyBackStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const begun = await klarna.purchases.beginGivingBack(
      input.purchase_id,
      GIVING + input.reason,
      input.authorized_by
    )
    const purchase = begun ?? (await klarna.purchases.byId(input.purchase_id))
    // Authorized a moment ago: the next check decides anew.
    if (!purchase?.outcome?.startsWith(GIVING)) return new StepResponse({ done: false })
    if (begun && !input.expected) await raiseAlarm(container, purchase, input)
    if (input.session_id) {
      await container.resolve<IPaymentModuleService>(Modules.PAYMENT).deletePaymentSession(input.session_id)
    }
    if (!(await isGivenBack(klarna, purchase))) return new StepResponse({ done: false })
    await klarna.subscriptions.giveUpTokens.ofPurchase(purchase.id)
    await klarna.pages.end(purchase.id, "completed")
    await klarna.purchases.close(purchase.id, "cancelled")
    await klarna.purchases.update(purchase.id, { outcome: GIVEN + input.reason, next_check_at: null })
    return new StepResponse({ done: true })
  }
)

const GIVING = "giving_back:"
const GIVEN = "given_back:"

async function raiseAlarm(
  container: MedusaContainer,
  purchase: PurchaseRow,
  { reason, differences }: GiveMoneyBackStepInput
): Promise<void> {
  container
    .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    .error(
      `Klarna: order ${purchase.klarna_order_id} is paid but has no order here (${reason}); giving it back`
    )
  await container.resolve<KlarnaModuleService>(KLARNA_MODULE).tell("klarna.payment.mismatched", {
    id: purchase.id,
    subject_type: purchase.subject_type,
    subject_id: purchase.subject_id,
    klarna_order_id: purchase.klarna_order_id,
    reason,
    differences,
  })
}

/** @returns false while somebody else moves money of this order; the next check comes back to it */
async function isGivenBack(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<boolean> {
  const lease = await klarna.leases.acquire("money", purchase.id, MONEY_LEASE_WAIT_MS)
  if (!lease) return false
  try {
    await giveBack(klarna, purchase)
    return true
  } catch (error) {
    if (error instanceof OperationError) return false
    throw error
  } finally {
    await lease.release()
  }
}

async function giveBack(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<void> {
  const klarnaOrderId = purchase.klarna_order_id as string
  const operations = await klarna.operations.ofKlarnaOrder(klarnaOrderId)
  // Klarna cancels nothing that was captured: asking would leave staff with a refusal where all went well.
  if (!operations.some(({ kind, status }) => kind === "capture" && status === "confirmed")) {
    try {
      await klarna.cancelAtKlarna(purchase)
      return
    } catch (error) {
      if (!(error instanceof KlarnaApiError) || error.code !== "CANCEL_NOT_ALLOWED") throw error
    }
  }
  // Captured, in full or in part. A refund of Medusa's whose answer was lost counts before more is refunded.
  await klarna.operations.settleUnresolved(klarnaOrderId)
  const order = await klarna.readManagedOrder(purchase)
  const owed = order.captured_amount - order.refunded_amount
  const effect = { medusa_row_id: null, body: () => null }
  if (owed > 0) {
    await klarna.operations.ensure(purchase, {
      ...effect,
      kind: "refund",
      singleton: `refund-rest:${order.refunded_amount}`,
      amount: owed,
      body: (operationId) => JSON.stringify({ refunded_amount: owed, reference: operationId }),
    })
  }
  if (order.captured_amount > 0 && order.remaining_authorized_amount > 0) {
    await klarna.operations.ensure(purchase, {
      ...effect,
      kind: "release",
      singleton: "release",
      amount: null,
    })
  }
}
