import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { ComparisonRow } from "../../modules/klarna/rows"
import { describeFailure } from "../steps/describe-failure"
import { comparePurchase } from "./compare-purchase"
import { keepComparison } from "./keep-comparison"

/** A claimer that dies leaves its rows to the next one after this time. */
const CLAIM_MS = 300_000
/** Side by side: most of the time goes by waiting for Klarna, whose limiter sees to its rates. */
const SIDE_BY_SIDE = 4
/** How long an order waits that could not be compared, after each try. */
const RETRY_MS = [60_000, 300_000, 900_000, 3_600_000, 14_400_000, 14_400_000]

/** `later`: it was no moment to compare, or Klarna could not be asked. */
export type Compared = { done: number; later: number }

/**
 * Compares what is due until nothing is, or the time is over. One order that fails does not keep the others.
 *
 * @param budgetMs a run ends before the next ones pile up behind it
 */
export async function compareDue(container: MedusaContainer, budgetMs: number): Promise<Compared> {
  const { reconciliations } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const total: Compared = { done: 0, later: 0 }
  const until = performance.now() + budgetMs
  while (performance.now() < until) {
    const due = await reconciliations.claimDue(SIDE_BY_SIDE, CLAIM_MS)
    if (!due.length) break
    for (const isDone of await Promise.all(due.map((row) => compareOne(container, row)))) {
      total[isDone ? "done" : "later"] += 1
    }
  }
  return total
}

async function compareOne(container: MedusaContainer, row: ComparisonRow): Promise<boolean> {
  const { reconciliations } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const wait = RETRY_MS[row.attempts]
  try {
    const comparison = await comparePurchase(container, row.purchase_id)
    if (comparison) await keepComparison(container, comparison)
    else if (wait) {
      await reconciliations.retry(row, wait)
      return false
    }
  } catch (error) {
    const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    logger.warn(`Klarna: purchase ${row.purchase_id} could not be compared: ${describeFailure(error)}`)
    if (wait) {
      await reconciliations.retry(row, wait)
      return false
    }
    await keepUnreadable(container, row.purchase_id)
  }
  await reconciliations.finish(row)
  return true
}

/** Nobody tries any longer: somebody has to look. */
async function keepUnreadable(container: MedusaContainer, purchaseId: string): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await klarna.purchases.byId(purchaseId)
  if (!purchase) return
  const nothing = { remedy: null, klarna_amount: null, medusa_amount: null, amount: null }
  await keepComparison(container, {
    purchase,
    books: undefined,
    differences: [{ ...nothing, kind: "unreadable" }],
  })
}
