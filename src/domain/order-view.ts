import type { AuthorizationAmounts } from "./authorization-amounts"
import { currencyExponent } from "./currencies"
import { doNotShip, type DoNotShipReason } from "./do-not-ship"
import type { PayloadKind } from "./examine-payload"
import { toMajor, type MinorUnits } from "./money"
import type {
  BooksRecord,
  OperationRecord,
  OrderViewSource,
  PageRecord,
  ReadError,
} from "./order-view-source"
import { isConfirmedOf, ledgerAmounts } from "./ledger-amounts"
import { salesTaxShares } from "./item-part-lines"
import type { LineBalance } from "./line-balance"
import { toPayingOrders, type PayingOrder } from "./paying-orders"
import { payloadKindOfOperation } from "./payload-kind"
import { paymentMethodOf, type PaymentMethod } from "./payment-method"
import { possibleActions, type PossibleActions } from "./possible-actions"
import { showError, type ShownError } from "./resolved-error"
import type { PaymentSays } from "./settle-readings"
import { showCaptures, showRefunds, type CaptureView, type RefundView } from "./shown-parts"

export type { OrderViewSource, ReadError } from "./order-view-source"

/** `klarna_order` of `GET /admin/klarna/orders/:order_id`. Amounts in major units; times ISO 8601. Nothing personal. */
export type KlarnaOrderView = AuthorizationAmounts & {
  klarna_order_id: string | null
  purchase_id: string
  provider: string
  account_id: string
  environment: string | null
  /** Where the purchase stands by the ledger. */
  state: PaymentSays
  outcome: string | null
  close_reason: string | null
  /** Klarna's words, or null when it was not read. Decide by amounts and `possible`, not by `status`. */
  status: string | null
  fraud_status: string | null
  klarna_reference: string | null
  payment_method: PaymentMethod | null
  currency_code: string
  expires_at: string | null
  /** Whole days until the authorization ends; negative once it has. */
  days_left: number | null
  acknowledged: boolean
  captures: CaptureView[]
  refunds: RefundView[]
  operations: (Omit<OperationRecord, "created_at" | "settled_at" | "items"> & {
    items: { id: string; quantity: number }[] | null
    /** What an examination takes it for; null where no amounts and lines are in it. */
    payload_kind: PayloadKind | null
    created_at: string
    settled_at: string | null
  })[]
  /** What was bought: what a capture or refund can name, by `id`, and how many are left. */
  lines: {
    id: string
    type: string
    name: string
    reference: string | null
    quantity: number
    total_amount: number
    /** Its part of the sales tax, where that is a line of its own (US); 0 elsewhere. */
    sales_tax_amount: number
    captured_quantity: number
    refunded_quantity: number
    capturable_quantity: number
    refundable_quantity: number
  }[]
  /** What Medusa has booked; null without a payment that counts or has captured. `matches`: it is what Klarna says. */
  books: (BooksRecord & { matches: boolean }) | null
  /** The authorization ends soon, and something is left to capture. */
  at_risk: boolean
  /** Why goods of the order must not leave; null when they may. */
  do_not_ship: { reason: DoNotShipReason } | null
  last_error: ShownError | null
  page: {
    hpp_session_id: string
    state: string
    expires_at: string | null
    close_reason: string | null
  } | null
  possible: PossibleActions
  /**
   * Every Klarna order that pays Medusa's order, oldest first, as the ledger knows them: one for its first payment,
   * one more for each difference that was paid by itself. The desk's routes take one's `klarna_order_id`.
   */
  klarna_orders: PayingOrder[]
  /** Where amounts, captures and refunds come from. */
  read: "klarna" | "ledger"
  read_error: ReadError | null
}

/** Effects that move money, so that amounts of the ledger are in doubt while one is unresolved. */
const MONEY = ["capture", "refund", "cancel", "release"]

/** What staff see of an order's Klarna payment: Klarna's own numbers, or the ledger's when Klarna was not read. */
export function toOrderView(source: OrderViewSource): KlarnaOrderView {
  const { purchase, operations, page, managed, readError } = source
  const major = toMajorNumber(purchase.currency_code)
  const amounts = viewAmounts(source)
  return {
    klarna_order_id: purchase.klarna_order_id,
    purchase_id: purchase.id,
    provider: purchase.provider,
    account_id: purchase.account_id,
    environment: source.environment,
    state: purchase.state,
    outcome: purchase.outcome,
    close_reason: purchase.close_reason,
    status: managed?.status ?? null,
    fraud_status: managed?.fraud_status || null,
    klarna_reference: managed?.klarna_reference || purchase.klarna_reference,
    payment_method: paymentMethodOf(managed, purchase.snapshot),
    order_amount: major(amounts.order_amount),
    captured_amount: major(amounts.captured_amount),
    refunded_amount: major(amounts.refunded_amount),
    remaining_authorized_amount: major(amounts.remaining_authorized_amount),
    currency_code: purchase.currency_code.toLowerCase(),
    expires_at: managed?.expires_at || null,
    days_left: daysLeft(managed?.expires_at, source.now),
    acknowledged: operations.some(isConfirmedOf("acknowledge", "capture")),
    captures: showCaptures(managed, operations, major),
    refunds: showRefunds(managed, operations, major),
    operations: operations.map(toOperation(major)),
    last_error: showError(purchase.last_error, operations),
    page: page ? toPage(page) : null,
    lines: source.lines.map(toLine(major, salesTaxShares(source.lines.map(({ mapped }) => mapped)))),
    books: source.books ? toBooks(source.books, amounts, major) : null,
    at_risk: source.atRisk && amounts.remaining_authorized_amount > 0,
    do_not_ship: markOf(source, amounts),
    possible: possibleActions(amounts, {
      fraudStatus: managed?.fraud_status,
      certain: managed !== undefined || !operations.some(isInDoubt),
      country: purchase.country_code,
      captures: managed ? managed.captures.length : operations.filter(isConfirmedOf("capture")).length,
      extends: source.extends,
      createdAt: managed?.created_at,
      hasPayment: source.hasPayment,
      hasRefundable: source.books !== undefined,
      now: source.now,
    }),
    klarna_orders: toPayingOrders(source.siblings),
    read: managed ? "klarna" : "ledger",
    read_error: readError,
  }
}

function markOf(
  { purchase, managed, orderCanceled, paidOtherwise }: OrderViewSource,
  amounts: AuthorizationAmounts
): KlarnaOrderView["do_not_ship"] {
  const { order_amount, captured_amount, refunded_amount, remaining_authorized_amount } = amounts
  const reason = doNotShip({
    ...{ order_amount, captured_amount, refunded_amount, remaining_authorized_amount },
    ...{ state: purchase.state, status: managed?.status, fraudStatus: managed?.fraud_status },
    ...{ orderCanceled, paidOtherwise },
  })
  return reason && { reason }
}

/** Klarna's own numbers, or the ledger's. Minor units. */
export const viewAmounts = ({
  managed,
  purchase,
  operations,
}: Pick<OrderViewSource, "managed" | "purchase" | "operations">): AuthorizationAmounts =>
  managed ?? ledgerAmounts(purchase, operations)

const DAY_MS = 24 * 3_600_000

function daysLeft(expiresAt: string | undefined, now: number): number | null {
  const at = Date.parse(expiresAt ?? "")
  return Number.isNaN(at) ? null : Math.floor((at - now) / DAY_MS)
}

type ToMajor = (minor: number) => number

function toMajorNumber(currencyCode: string): ToMajor {
  const exponent = currencyExponent(currencyCode)
  return (minor) => Number(toMajor(minor as MinorUnits, exponent))
}

const isInDoubt = ({ kind, status }: OperationRecord) =>
  MONEY.includes(kind) && (status === "sent" || status === "unknown")

const toLine = (major: ToMajor, salesTax: ReadonlyMap<string, number>) => (balance: LineBalance) => ({
  id: balance.mapped.sourceId,
  type: balance.mapped.line.type,
  name: balance.mapped.line.name,
  reference: balance.mapped.line.reference ?? null,
  quantity: Number(balance.mapped.quantity),
  total_amount: major(balance.mapped.line.total_amount),
  sales_tax_amount: major(salesTax.get(balance.mapped.sourceId) ?? 0),
  captured_quantity: Number(balance.captured),
  refunded_quantity: Number(balance.refunded),
  capturable_quantity: Number(balance.capturable),
  refundable_quantity: Number(balance.refundable),
})

const toBooks = (books: BooksRecord, amounts: AuthorizationAmounts, major: ToMajor) => ({
  captured_amount: major(books.captured_amount),
  refunded_amount: major(books.refunded_amount),
  matches:
    books.captured_amount === amounts.captured_amount && books.refunded_amount === amounts.refunded_amount,
})

/** Field by field: the ledger's row also holds the request that was sent. */
const toOperation = (major: ToMajor) => (operation: OperationRecord) => ({
  id: operation.id,
  kind: operation.kind,
  status: operation.status,
  amount: operation.amount === null ? null : major(operation.amount),
  items: operation.items?.map(({ id, quantity }) => ({ id, quantity: Number(quantity) })) ?? null,
  payload_kind: payloadKindOfOperation(operation.kind) ?? null,
  created_by: operation.created_by,
  klarna_id: operation.klarna_id,
  correlation_id: operation.correlation_id,
  error_code: operation.error_code,
  error_message: operation.error_message,
  attempts: operation.attempts,
  created_at: operation.created_at.toISOString(),
  settled_at: iso(operation.settled_at),
})

const toPage = ({ hpp_session_id, state, expires_at, close_reason }: PageRecord) => ({
  hpp_session_id,
  state,
  expires_at: iso(expires_at),
  close_reason,
})

const iso = (date: Date | null) => date?.toISOString() ?? null
