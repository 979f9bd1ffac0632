import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { nextCheckAt } from "../../domain/next-check"
import { pageOutcome } from "../../domain/page-outcomes"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { refreshKlarnaLinksWorkflow } from "../refresh-klarna-links"
import { syncKlarnaPageWorkflow } from "../sync-klarna-page"
import { syncKlarnaPurchaseWorkflow } from "../sync-klarna-purchase"
import { describeFailure } from "./describe-failure"
import { forEachQuietly } from "./for-each-quietly"

export type BatchInput = { batch_size?: number }

/** A claimer that dies leaves its rows to the next one after this time. */
const CLAIM_MS = 120_000
/** Few at a time: what is claimed is worked off well within the claim, however slow Klarna is. */
const CLAIMED = 3
const BATCH = 50
/** A run ends before the next ones pile up behind it. */
const BUDGET_MS = 12_000

export const syncDuePurchasesStepId = "sync-due-purchases"

/** Looks at every purchase whose time has come. Rows are claimed, so any number of instances may run it. */
export const syncDuePurchasesStep = createStep(
  syncDuePurchasesStepId,
  async ({ batch_size = BATCH }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const total = { done: 0, failed: 0 }
    const until = performance.now() + BUDGET_MS
    while (performance.now() < until && total.done + total.failed < batch_size) {
      const due = await klarna.purchases.claimDue(Math.min(CLAIMED, batch_size), CLAIM_MS)
      if (!due.length) break
      const { done, failed } = await forEachQuietly(
        container,
        "purchase",
        due,
        (purchase) => sync(container, purchase),
        (purchase, error) => noteFailure(container, purchase, error)
      )
      total.done += done
      total.failed += failed
    }
    return new StepResponse(total)
  }
)

/**
 * A buyer who cancelled ends the payment, and only the page tells: where that can be, it is read as well, because both
 * its callback and the browser's return may have been lost.
 */
async function sync(
  container: MedusaContainer,
  { id, channel, subject_type, subject_id, closed_at }: PurchaseRow
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  // An edit that could not be sent on leaves a page that asks for something else.
  if (subject_type === "order" && !closed_at) {
    await refreshKlarnaLinksWorkflow(container).run({ input: { order_id: subject_id } })
  }
  const page = pageOutcome("CANCELLED", channel).endsPayment ? await klarna.pages.live(id) : undefined
  await (page
    ? syncKlarnaPageWorkflow(container).run({ input: { page_id: page.id, purchase_id: id } })
    : syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: id } }))
}

/** Tried again ever more rarely. A paid one counts as not completed, and is given back when that lasts. */
async function noteFailure(container: MedusaContainer, { id }: PurchaseRow, error: unknown): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byId(id)
  if (!purchase) return
  const paid = ["complete", "pending"].includes(klarna.statusOf(purchase))
  await klarna.purchases.update(id, {
    checks: purchase.checks + 1,
    next_check_at: new Date(nextCheckAt(klarna.now(), purchase.checks, paid)),
    ...(paid && purchase.outcome === null ? { outcome: "completion_failed" } : {}),
    last_error: {
      operation: "settle purchase",
      code: "sync_failed",
      message: describeFailure(error),
      correlation_id: null,
      at: new Date(klarna.now()).toISOString(),
    },
  })
}
