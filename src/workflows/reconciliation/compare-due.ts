import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { ComparisonRow } from "../../modules/klarna/rows"
import { describeFailure } from "../steps/describe-failure"
import { comparePurchases, type Comparisons } from "./compare-purchases"
import type { Comparison } from "./compare-sides"
import { keepComparison } from "./keep-comparison"

/** A claimer that dies leaves its rows to the next one after this time. */
const CLAIM_MS = 300_000
/** How many are read together: few enough that what changes meanwhile is rare, as it is looked at again. */
const TOGETHER = 50
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
    const due = await reconciliations.claimDue(TOGETHER, CLAIM_MS)
    if (!due.length) break
    // No longer than the claim: nobody else compares them meanwhile.
    const latest = Math.min(until, performance.now() + CLAIM_MS / 2)
    const { done, later } = await compareRows(container, due, () => performance.now() >= latest)
    total.done += done
    total.later += later
  }
  return total
}

async function compareRows(
  container: MedusaContainer,
  rows: ComparisonRow[],
  isOver: () => boolean
): Promise<Compared> {
  const { reconciliations } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const comparisons = await compareTogether(container, rows, isOver)
  const isBegun = ({ purchase_id }: ComparisonRow) => comparisons.has(purchase_id)
  await reconciliations.release(rows.filter((row) => !isBegun(row)))
  const equal = rows.filter(({ purchase_id }) => isEqual(comparisons.get(purchase_id)))
  await reconciliations.differences.keepNone(equal.map(({ purchase_id }) => purchase_id))
  const done = [...equal]
  const others = rows.filter((row) => isBegun(row) && !equal.includes(row))
  for (const row of others) {
    if (await keepOrRetry(container, row, comparisons.get(row.purchase_id) as Result)) done.push(row)
  }
  await reconciliations.finish(done)
  return { done: done.length, later: rows.length - done.length }
}

type Result = PromiseSettledResult<Comparison | undefined>

const isEqual = (result: Result | undefined): boolean =>
  result?.status === "fulfilled" && result.value?.differences.length === 0

/** Where reading them together fails, each is read by itself: the others do not wait for the one that fails. */
async function compareTogether(
  container: MedusaContainer,
  rows: ComparisonRow[],
  isOver: () => boolean
): Promise<Comparisons> {
  try {
    return await comparePurchases(
      container,
      rows.map(({ purchase_id }) => purchase_id),
      { isOver }
    )
  } catch (reason) {
    const [row, ...more] = rows
    if (row && !more.length) return new Map([[row.purchase_id, { status: "rejected", reason }]])
    const each: Comparisons[] = []
    for (const row of rows) each.push(await compareTogether(container, [row], isOver))
    return new Map(each.flatMap((results) => [...results]))
  }
}

/** @returns whether it is done */
async function keepOrRetry(container: MedusaContainer, row: ComparisonRow, result: Result): Promise<boolean> {
  const { reconciliations } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const wait = RETRY_MS[row.attempts]
  try {
    if (result.status === "rejected") throw result.reason
    if (result.value) await keepComparison(container, result.value)
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
