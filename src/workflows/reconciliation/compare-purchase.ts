import type { MedusaContainer } from "@medusajs/framework/types"
import { currencyExponent } from "../../domain/currencies"
import type { Difference } from "../../domain/difference"
import {
  findDifferences,
  type KlarnaSays,
  type LedgerSays,
  type MedusaSays,
} from "../../domain/find-differences"
import { sumMinor, toMinorUnits } from "../../domain/money"
import { settle, type PaymentSays } from "../../domain/settle"
import type { KlarnaManagedOrder } from "../../klarna"
import type { PaymentBooks } from "../../medusa/read-order-books"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"
import { countedRows } from "../books/counted-rows"
import { findManagedOrder } from "../books/find-managed-order"
import { readBooks, type Books } from "../books/read-books"
import { readMedusaState } from "../steps/read-medusa-state"

/** Everything that a remedy needs to know of what was compared. */
export type Comparison = {
  purchase: PurchaseRow
  managed: KlarnaManagedOrder | undefined
  books: Books | undefined
  operations: OperationRow[]
  medusa: MedusaSays
  differences: Difference[]
}

/** Order Management shows an order some minutes after it was paid. */
const YOUNG_MS = 15 * 60_000
/** A check that is this late has nobody who makes it. */
const POLL_LATE_MS = 10 * 60_000

/** Nobody has agreed to pay yet: no order, and no money at Klarna. */
const NO_MONEY: PaymentSays[] = ["new", "incomplete", "authorized", "tokenized", "aborted"]
const MAY_HAVE_CHANGED: PaymentSays[] = ["incomplete", "placing", "unknown"]

/**
 * Reads Klarna's order of a purchase and compares it with Medusa's books. Changes nothing.
 *
 * @param leased the caller holds the money lease
 * @returns nothing while somebody is at it: what is read may be half done
 */
export async function comparePurchase(
  container: MedusaContainer,
  purchaseId: string,
  { leased = false } = {}
): Promise<Comparison | undefined> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchase = await readAgain(klarna, purchaseId)
  if (!purchase?.klarna_order_id) return undefined
  const klarnaOrderId = purchase.klarna_order_id
  const none: Comparison = { ...NOTHING, purchase }
  if (NO_MONEY.includes(klarna.statusOf(purchase))) return none
  const before = await klarna.operations.ofKlarnaOrder(klarnaOrderId)
  const managed = await findManagedOrder(klarna, purchase)
  // After Klarna's answer, so that no effect it shows is still missing here.
  const books = await readBooks(container, purchase)
  const operations = books?.operations ?? (await klarna.operations.ofKlarnaOrder(klarnaOrderId))
  const now = await klarna.purchases.byId(purchaseId)
  // A lease that ran out is a dead one's.
  if (!leased && (now?.money_lease_until?.getTime() ?? 0) > klarna.now()) return undefined
  if (standing(before) !== standing(operations)) return undefined
  const medusa = toMedusaSays(books, purchase)
  // A page that nobody paid: it is over, and Klarna has forgotten it.
  if (!managed && klarna.statusOf(purchase) === "gone" && medusa.payment === "none") return none
  const ledger = await toLedgerSays(container, purchase, operations, medusa)
  const differences = findDifferences(toKlarnaSays(managed, purchase), ledger, medusa)
  return differences && { purchase, managed, books, operations, medusa, differences }
}

const NOTHING = {
  managed: undefined,
  books: undefined,
  operations: [],
  medusa: {
    order: "none" as const,
    payment: "none" as const,
    currency: null,
    authorized_amount: 0,
    captures: [],
    refunds: [],
  },
  differences: [],
}

/** What the poll looks after is left to it; what it has lost is read here. */
async function readAgain(klarna: KlarnaModuleService, id: string): Promise<PurchaseRow | undefined> {
  const purchase = await klarna.purchases.byId(id)
  if (!purchase || !MAY_HAVE_CHANGED.includes(klarna.statusOf(purchase))) return purchase
  const isPolled = purchase.next_check_at && klarna.now() - purchase.next_check_at.getTime() < POLL_LATE_MS
  return isPolled ? purchase : klarna.readPurchase(id)
}

const standing = (operations: OperationRow[]): string =>
  JSON.stringify(operations.map(({ id, status, medusa_row_id }) => [id, status, medusa_row_id]))

function toKlarnaSays(managed: KlarnaManagedOrder | undefined, purchase: PurchaseRow): KlarnaSays {
  if (!managed) return { found: false }
  return {
    found: true,
    status: managed.status,
    fraud_status: managed.fraud_status || null,
    currency: managed.purchase_currency || purchase.currency_code,
    order_amount: managed.order_amount,
    captured_amount: managed.captured_amount,
    refunded_amount: managed.refunded_amount,
    remaining_authorized_amount: managed.remaining_authorized_amount,
    captures: managed.captures.map(({ capture_id, reference, captured_amount }) => ({
      id: capture_id,
      reference: reference || null,
      amount: captured_amount,
    })),
    refunds: managed.refunds.map(({ refund_id, reference, refunded_amount }) => ({
      id: refund_id || null,
      reference: reference || null,
      amount: refunded_amount,
    })),
  }
}

/** What the one road decides is asked only where no payment of Medusa's counts Klarna's money. */
async function toLedgerSays(
  container: MedusaContainer,
  purchase: PurchaseRow,
  operations: OperationRow[],
  medusa: MedusaSays
): Promise<LedgerSays> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const isCounted = medusa.order === "open" && medusa.payment === "live"
  const reading = isCounted ? undefined : await readMedusaState(container, purchase.id)
  const of = (kind: OperationRow["kind"]) => operations.filter((operation) => operation.kind === kind)
  return {
    currency: purchase.currency_code,
    young: klarna.now() - (purchase.snapshot_at ?? purchase.created_at).getTime() < YOUNG_MS,
    decision: reading ? settle(reading.payment, reading.stored, reading.medusa) : null,
    givenBack: Boolean(purchase.outcome?.startsWith("given_back:")),
    captures: of("capture"),
    refunds: of("refund"),
  }
}

function toMedusaSays(books: Books | undefined, purchase: PurchaseRow): MedusaSays {
  if (!books) return NOTHING.medusa
  const { payments, payment, orderCanceled } = books
  const captured = (of: PaymentBooks) => sumMinor(countedRows([of], "captures").map(({ amount }) => amount))
  return {
    order: orderCanceled ? "canceled" : "open",
    payment: payment ? "live" : payments.length ? "canceled" : "none",
    currency: payments[0]?.currencyCode ?? purchase.currency_code,
    authorized_amount: sumMinor(
      payments.map((of) =>
        of.canceled ? captured(of) : toMinorUnits(of.amount, currencyExponent(of.currencyCode))
      ) as never[]
    ),
    captures: countedRows(payments, "captures"),
    refunds: countedRows(payments, "refunds"),
  }
}
