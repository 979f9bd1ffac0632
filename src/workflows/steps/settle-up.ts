import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OperationError } from "../../domain/operation-error"
import { KlarnaApiError, KlarnaUnreachableError } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

export type SettleUpStepInput = { purchase_id: string; order: { id: string; display_id: number } | null }

export const settleUpStepId = "settle-up"

/**
 * The order stands: Klarna is told that we have it, which stops its pushes, and gets the number that staff and
 * shopper know. Both are kept until confirmed; right after a purchase Klarna may not know its own order yet.
 * Not undone: neither changes anything about money.
 */
export const settleUpStep = createStep(
  settleUpStepId,
  async ({ purchase_id, order }: SettleUpStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    if (!purchase || !order) return new StepResponse({ done: true })
    const isFirst = purchase.outcome !== "settled"
    await klarna.purchases.update(purchase_id, { order_id: order.id, outcome: "settled" })
    await klarna.pages.end(purchase_id, "completed")
    const acknowledged = await attempt(() => acknowledge(klarna, purchase))
    const referenced = acknowledged && (await attempt(() => reference(klarna, purchase, order)))
    if (isFirst) {
      await klarna.tell("klarna.session.completed", {
        id: purchase.id,
        order_id: order.id,
        klarna_order_id: purchase.klarna_order_id,
      })
    }
    return new StepResponse({ done: referenced })
  }
)

const acknowledge = (klarna: KlarnaModuleService, purchase: PurchaseRow) =>
  klarna.operations.ensure(purchase, {
    kind: "acknowledge",
    singleton: "acknowledge",
    amount: null,
    medusa_row_id: null,
    body: () => null,
  })

const reference = (
  klarna: KlarnaModuleService,
  purchase: PurchaseRow,
  order: { id: string; display_id: number }
) =>
  klarna.operations.ensure(purchase, {
    kind: "update-references",
    singleton: `references:${order.display_id}`,
    amount: null,
    medusa_row_id: null,
    body: () =>
      JSON.stringify({ merchant_reference1: String(order.display_id), merchant_reference2: order.id }),
  })

/** A failure is in the ledger already, with its next attempt; the sync goes on. A bug is thrown on. */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (
      error instanceof KlarnaApiError ||
      error instanceof KlarnaUnreachableError ||
      error instanceof OperationError
    ) {
      return false
    }
    throw error
  }
}
