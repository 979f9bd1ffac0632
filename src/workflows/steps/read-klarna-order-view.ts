import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { lineBalances, takenParts } from "../../domain/line-balance"
import { matchOrderLines } from "../../domain/match-order-lines"
import { sumMinor } from "../../domain/money"
import { toSentLines } from "../../domain/operation-bodies"
import { toOrderView, viewAmounts, type KlarnaOrderView, type ReadError } from "../../domain/order-view"
import type { BooksRecord } from "../../domain/order-view-source"
import { KlarnaApiError, KlarnaUnreachableError, type KlarnaManagedOrder } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import type { PaymentStatus } from "../../modules/klarna/status-of"
import { countedRows } from "../books/counted-rows"
import { readBooks, type Books } from "../books/read-books"
import { canRefund } from "../books/refundable-payments"
import { extendsAuthorizations, linesOf, readLineSource } from "../desk/read-desk"
import { keepReservation } from "../desk/keep-reservation"
import { findPaidPurchases, findPurchaseOfOrder, type OrderPayment } from "./find-purchase-of-order"

/** Somebody is looking at a page: sooner the ledger's numbers than the client's whole patience. */
const PATIENCE_MS = 8_000

export type ReadKlarnaOrderViewStepInput = OrderPayment

export const readKlarnaOrderViewStepId = "read-klarna-order-view"

/** Asks Klarna what became of an order's payment and puts it beside the ledger. There is nothing to undo. */
export const readKlarnaOrderViewStep = createStep(
  readKlarnaOrderViewStepId,
  async (of: ReadKlarnaOrderViewStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await findPurchaseOfOrder(container, of)
    if (!purchase) return new StepResponse<KlarnaOrderView | null>(null)
    const [{ managed, readError }, page, order, siblings] = await Promise.all([
      readManagedOrder(klarna, purchase),
      klarna.pages.latest(purchase.id),
      readLineSource(container, of.order_id),
      findPaidPurchases(container, of.order_id),
    ])
    // After Klarna's answer, so that no effect it shows is still missing here.
    const books = await readBooks(container, purchase)
    const operations = books?.operations ?? (await operationsOf(klarna, purchase))
    await keepReference(klarna, purchase, managed)
    if (managed) await keepReservation(klarna, purchase, managed)
    const account = accountOf(klarna, purchase)
    const source = {
      purchase,
      siblings,
      operations,
      page,
      environment: account?.environment ?? null,
      managed,
      readError,
      books: toBooksRecord(books),
      hasPayment: books?.payment !== undefined,
      orderCanceled: books?.orderCanceled ?? false,
      paidOtherwise: books?.paidOtherwise ?? false,
      extends: extendsAuthorizations(klarna, purchase),
      atRisk: isAtRisk(klarna, managed),
      now: klarna.now(),
    }
    const mapped = matchOrderLines(toSentLines(linesOf(purchase, managed)), order)
    const lines = lineBalances(mapped, takenParts(operations), viewAmounts(source))
    return new StepResponse<KlarnaOrderView | null>(toOrderView({ ...source, lines }))
  }
)

const operationsOf = async (klarna: KlarnaModuleService, { klarna_order_id }: PurchaseRow) =>
  klarna_order_id ? klarna.operations.ofKlarnaOrder(klarna_order_id) : []

/** What Medusa counts, also on payments that an order edit has ended; nothing where there is none to book on. */
function toBooksRecord(books: Books | undefined): BooksRecord | undefined {
  if (!books || !canRefund(books.payments)) return undefined
  const sum = (rows: "captures" | "refunds") =>
    sumMinor(countedRows(books.payments, rows).map(({ amount }) => amount))
  return { captured_amount: sum("captures"), refunded_amount: sum("refunds") }
}

function isAtRisk(klarna: KlarnaModuleService, managed: KlarnaManagedOrder | undefined): boolean {
  const { daysBefore } = klarna.config.policies.extendAuthorization
  const expires = Date.parse(managed?.expires_at ?? "")
  return expires - klarna.now() <= daysBefore * DAY_MS
}

const DAY_MS = 24 * 3_600_000

/** There is an order at Klarna, decided or not. */
const PLACED: PaymentStatus[] = ["complete", "pending"]

type Reading = { managed: KlarnaManagedOrder | undefined; readError: ReadError | null }

const unread = (readError: ReadError | null): Reading => ({ managed: undefined, readError })

/** Order Management does not know an order before it is paid, and for some minutes after. */
async function readManagedOrder(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<Reading> {
  if (!PLACED.includes(klarna.statusOf(purchase))) return unread(null)
  if (!accountOf(klarna, purchase)) {
    const message = `The options have no Klarna account "${purchase.account_id}" any more`
    return unread({ code: "account_missing", message, correlation_id: null })
  }
  try {
    return { managed: await inTime(klarna.readManagedOrder(purchase)), readError: null }
  } catch (error) {
    if (!(error instanceof KlarnaApiError || error instanceof KlarnaUnreachableError)) throw error
    const { code, message, correlationId } = error
    return unread({ code, message, correlation_id: correlationId ?? null })
  }
}

async function inTime<Answer>(work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new KlarnaUnreachableError("read order", "timeout")), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The short reference that the shopper reads: Order Management is the first to tell it. */
async function keepReference(
  klarna: KlarnaModuleService,
  purchase: PurchaseRow,
  managed: KlarnaManagedOrder | undefined
): Promise<void> {
  const klarna_reference = managed?.klarna_reference
  if (!klarna_reference || purchase.klarna_reference) return
  await klarna.purchases.update(purchase.id, { klarna_reference })
}

const accountOf = (klarna: KlarnaModuleService, { account_id }: PurchaseRow) =>
  klarna.config.accounts.find(({ id }) => id === account_id)
