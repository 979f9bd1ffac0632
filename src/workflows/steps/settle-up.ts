import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OperationError } from "../../domain/operation-error"
import { isRefused, KlarnaApiError, KlarnaUnreachableError } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { bookPageCaptures } from "./book-page-captures"
import { TELLING_PLACED, tellOrderPlaced } from "./tell-order-placed"

export type SettleUpStepInput = {
  purchase_id: string
  order: { id: string; display_id: number } | null
  /** Klarna has not decided yet: told as such, and once more when it has. */
  pending: boolean
  /** Core may still be completing the cart. */
  order_is_fresh: boolean
}

export const settleUpStepId = "settle-up"

/**
 * The order stands: Klarna is told that we have it, which stops its pushes, and gets the number that staff and
 * shopper know. Both are kept until confirmed; right after a purchase Klarna may not know its own order yet.
 * Not undone: neither changes anything about money.
 */
export const settleUpStep = createStep(
  settleUpStepId,
  async ({ purchase_id, order, pending, order_is_fresh }: SettleUpStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    if (!purchase || !order) return new StepResponse({ done: false })
    if (purchase.outcome === TELLING_PLACED) await tellOrderPlaced(container, purchase_id, order.id)
    const outcome = pending ? PENDING : SETTLED
    const isNews = await klarna.tellOnce(purchase_id, {
      isTold: (now) => now.outcome === outcome,
      tell: async (now) =>
        klarna.tell(pending ? "klarna.payment.pending" : "klarna.session.completed", {
          id: now.id,
          order_id: order.id,
          klarna_order_id: now.klarna_order_id,
        }),
      mark: () => ({
        order_id: order.id,
        outcome,
        authorization_check_at: new Date(klarna.now() + FIRST_LOOK_MS),
      }),
    })
    if (isNews) await klarna.pages.end(purchase_id, "completed")
    // A free trial: nothing at Klarna is to be told.
    if (!purchase.klarna_order_id) return new StepResponse({ done: true })
    const acknowledged = await attempt(() => acknowledge(klarna, purchase))
    if (acknowledged) await attempt(() => learnReference(klarna, purchase))
    const referenced = acknowledged && (await attempt(() => reference(klarna, purchase, order)))
    const booked = pending || (await bookPageCaptures(container, purchase, order_is_fresh))
    return new StepResponse({ done: referenced && booked && !pending })
  }
)

/** Most orders are captured by then; of the others it has to be known when their authorization ends. */
const FIRST_LOOK_MS = 24 * 3_600_000

const SETTLED = "settled"
const PENDING = "pending"

const acknowledge = (klarna: KlarnaModuleService, purchase: PurchaseRow) =>
  klarna.operations.ensure(purchase, {
    kind: "acknowledge",
    singleton: "acknowledge",
    amount: null,
    medusa_row_id: null,
    body: () => null,
  })

const reference = async (
  klarna: KlarnaModuleService,
  purchase: PurchaseRow,
  order: { id: string; display_id: number }
) =>
  hasReferences(purchase, order) ||
  klarna.operations.ensure(purchase, {
    kind: "update-references",
    singleton: `references:${order.display_id}`,
    amount: null,
    medusa_row_id: null,
    body: () =>
      JSON.stringify({ merchant_reference1: String(order.display_id), merchant_reference2: order.id }),
  })

/** What the shopper knows the purchase by at Klarna. A page tells it of its own order; for ours we have to ask. */
async function learnReference(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<void> {
  const isOurs = purchase.presentation === "widget" || purchase.place_order_mode === "NONE"
  if (!isOurs || purchase.klarna_reference) return
  const { klarna_reference } = await klarna.readManagedOrder(purchase)
  if (klarna_reference) await klarna.purchases.update(purchase.id, { klarna_reference })
}

/** A renewal is charged when its order is there, and carries its numbers from the start. */
const hasReferences = ({ snapshot }: PurchaseRow, order: { id: string; display_id: number }): boolean =>
  snapshot?.merchant_reference1 === String(order.display_id) && snapshot.merchant_reference2 === order.id

/**
 * A failure is in the ledger already, with its next attempt; the sync goes on. What Klarna refuses for good (its
 * order was cancelled in the portal) is over. A bug is thrown on.
 */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (isRefused(error) && error instanceof KlarnaApiError && error.status !== 404) return true
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
