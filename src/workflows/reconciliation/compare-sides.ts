import type { MedusaContainer } from "@medusajs/framework/types"
import { currencyExponent } from "../../domain/currencies"
import type { Difference } from "../../domain/difference"
import {
  findDifferences,
  heldBy,
  type KlarnaSays,
  type LedgerSays,
  type MedusaSays,
} from "../../domain/find-differences"
import { sumMinor, toMinorUnits } from "../../domain/money"
import { settle } from "../../domain/settle"
import type { KlarnaManagedOrder } from "../../klarna"
import type { PaymentBooks } from "../../medusa/read-order-books"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"
import { countedRows } from "../books/counted-rows"
import type { Books } from "../books/read-books"
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

/** What was read of one purchase, at Klarna first. */
export type Sides = Pick<Comparison, "purchase" | "managed" | "books" | "operations">

/** Order Management shows an order some minutes after it was paid. */
const YOUNG_MS = 15 * 60_000

const NOTHING: MedusaSays = {
  order: "none",
  payment: "none",
  currency: null,
  authorized_amount: 0,
  captures: [],
  refunds: [],
}

/** Nobody has agreed to pay: there is nothing to compare. */
export const nothingDiffers = (purchase: PurchaseRow): Comparison => ({
  purchase,
  managed: undefined,
  books: undefined,
  operations: [],
  medusa: NOTHING,
  differences: [],
})

/**
 * Where Klarna's order and Medusa's books of a purchase do not say the same. Changes nothing.
 *
 * @returns nothing when this is no moment to compare
 */
export async function compareSides(
  container: MedusaContainer,
  sides: Sides
): Promise<Comparison | undefined> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { purchase, managed, books } = sides
  const medusa = toMedusaSays(books, purchase)
  // A page that nobody paid: it is over, and Klarna has forgotten it.
  if (!managed && klarna.statusOf(purchase) === "gone" && medusa.payment === "none") {
    return nothingDiffers(purchase)
  }
  const says = toKlarnaSays(managed, purchase)
  const differences = findDifferences(says, await toLedgerSays(container, sides, says, medusa), medusa)
  return differences && { ...sides, medusa, differences }
}

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

/** What the one road decides is asked only where Klarna holds money that no payment of Medusa's counts. */
async function toLedgerSays(
  container: MedusaContainer,
  { purchase, operations }: Sides,
  says: KlarnaSays,
  medusa: MedusaSays
): Promise<LedgerSays> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const isCounted = medusa.order === "open" && medusa.payment === "live"
  const asksTheRoad = says.found && heldBy(says) > 0 && !isCounted
  const reading = asksTheRoad ? await readMedusaState(container, purchase.id) : undefined
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
  if (!books) return NOTHING
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
