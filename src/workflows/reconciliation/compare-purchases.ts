import type { MedusaContainer } from "@medusajs/framework/types"
import { executeWithConcurrency, groupBy } from "@medusajs/framework/utils"
import type { PaymentSays } from "../../domain/settle-readings"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"
import { findManagedOrder } from "../books/find-managed-order"
import { readBooksOf } from "../books/read-books"
import { compareSides, nothingDiffers, type Comparison, type Sides } from "./compare-sides"

/** Most of the time goes by waiting for Klarna, whose limiter sees to its rates. */
const SIDE_BY_SIDE = 4
/** A check that is this late has nobody who makes it. */
const POLL_LATE_MS = 10 * 60_000

/** Nobody has agreed to pay yet: no order, and no money at Klarna. */
const NO_MONEY: PaymentSays[] = ["new", "incomplete", "authorized", "tokenized", "aborted"]
const MAY_HAVE_CHANGED: PaymentSays[] = ["incomplete", "placing", "unknown"]

type Options = {
  /** The caller holds the money lease. */
  leased?: boolean
  /** Asked before each call to Klarna: what has not begun by then does not begin. */
  isOver?: () => boolean
}

/**
 * By purchase id, each by itself: one that cannot be read does not keep the others. `undefined` while somebody is at
 * it, because what is read may be half done. What was not begun has no entry.
 */
export type Comparisons = Map<string, PromiseSettledResult<Comparison | undefined>>

/**
 * Compares Klarna's orders of many purchases with Medusa's books. Klarna is asked once for each; the database about
 * all of them together, so that many cost as many queries as one. Changes nothing.
 */
export async function comparePurchases(
  container: MedusaContainer,
  purchaseIds: string[],
  { leased = false, isOver = () => false }: Options = {}
): Promise<Comparisons> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const known = await klarna.purchases.byIds(purchaseIds)
  const before = operationsByOrder(await klarna.operations.ofKlarnaOrders(klarnaOrderIds(known)))
  const begun = new Set<string>()
  const looks = await eachOf(known, async (row) => {
    if (isOver()) return undefined
    begun.add(row.id)
    return lookAtKlarna(klarna, row, before)
  })
  // After Klarna's answers, so that no effect they show is still missing here.
  const asked = looks.flatMap((look) => (look.status === "fulfilled" && look.value?.before ? look.value : []))
  const purchases = asked.map(({ purchase }) => purchase)
  const books = await readBooksOf(container, purchases)
  const after = operationsByOrder(await klarna.operations.ofKlarnaOrders(klarnaOrderIds(purchases)))
  const now = new Map(
    (await klarna.purchases.byIds(purchases.map(({ id }) => id))).map((row) => [row.id, row])
  )
  const compared = await eachOf(looks, async (look) => {
    if (look.status === "rejected") throw look.reason
    const { purchase, before, managed } = look.value ?? {}
    if (!purchase) return undefined
    if (!before) return nothingDiffers(purchase)
    const of = books.get(purchase.id)
    const operations = of?.operations ?? after.get(purchase.klarna_order_id as string) ?? []
    // A lease that ran out is a dead one's.
    if (!leased && (now.get(purchase.id)?.money_lease_until?.getTime() ?? 0) > klarna.now()) return undefined
    if (standing(before) !== standing(operations)) return undefined
    return compareSides(container, { purchase, managed, books: of, operations })
  })
  const results: Comparisons = new Map()
  for (const id of purchaseIds) {
    const at = known.findIndex((row) => row.id === id)
    if (at < 0) results.set(id, GONE)
    else if (begun.has(id)) results.set(id, compared[at] as PromiseSettledResult<Comparison | undefined>)
  }
  return results
}

const GONE = { status: "fulfilled", value: undefined } as const

/** One of them. @throws what kept it from being read */
export async function comparePurchase(
  container: MedusaContainer,
  purchaseId: string,
  options: Options = {}
): Promise<Comparison | undefined> {
  const result = (await comparePurchases(container, [purchaseId], options)).get(purchaseId)
  if (result?.status === "rejected") throw result.reason
  return result?.value
}

const eachOf = <Value, Result>(values: readonly Value[], work: (value: Value) => Promise<Result>) =>
  executeWithConcurrency(
    values.map((value) => () => work(value)),
    SIDE_BY_SIDE
  )

const klarnaOrderIds = (purchases: readonly PurchaseRow[]) =>
  purchases.flatMap(({ klarna_order_id }) => klarna_order_id ?? [])

const operationsByOrder = (operations: OperationRow[]): Map<string, OperationRow[]> =>
  groupBy(operations, "klarna_order_id")

/** `before`: the order's effects before Klarna was asked; without them it was not asked. */
type Look = Pick<Sides, "purchase" | "managed"> & { before?: OperationRow[] }

async function lookAtKlarna(
  klarna: KlarnaModuleService,
  row: PurchaseRow,
  known: Map<string, OperationRow[]>
): Promise<Look | undefined> {
  const purchase = await readAgain(klarna, row)
  const { klarna_order_id } = purchase
  if (!klarna_order_id) return undefined
  if (NO_MONEY.includes(klarna.statusOf(purchase))) return { purchase, managed: undefined }
  const before =
    klarna_order_id === row.klarna_order_id
      ? (known.get(klarna_order_id) ?? [])
      : await klarna.operations.ofKlarnaOrder(klarna_order_id)
  return { purchase, managed: await findManagedOrder(klarna, purchase), before }
}

/** What the poll looks after is left to it; what it has lost is read here. */
async function readAgain(klarna: KlarnaModuleService, row: PurchaseRow): Promise<PurchaseRow> {
  if (!MAY_HAVE_CHANGED.includes(klarna.statusOf(row))) return row
  const isPolled = row.next_check_at && klarna.now() - row.next_check_at.getTime() < POLL_LATE_MS
  return isPolled ? row : ((await klarna.readPurchase(row.id)) ?? row)
}

const standing = (operations: OperationRow[]): string =>
  JSON.stringify(operations.map(({ id, status, medusa_row_id }) => [id, status, medusa_row_id]).sort())
