import { currencyExponent } from "./currencies"
import { toMajor, type MinorUnits } from "./money"
import { possibleActions, type AuthorizationAmounts, type PossibleActions } from "./possible-actions"
import type { PaymentSays } from "./settle"

/** The ledger's row, as far as staff see it. Amounts in minor units. */
export type PurchaseRecord = {
  id: string
  klarna_order_id: string | null
  provider: string
  account_id: string
  klarna_reference: string | null
  amount: number
  currency_code: string
  outcome: string | null
  close_reason: string | null
  last_error: LastErrorRecord | null
  state: PaymentSays
}

type LastErrorRecord = {
  operation: string
  code: string
  message: string
  correlation_id: string | null
  at: string
}

export type OperationRecord = {
  id: string
  kind: string
  status: "intended" | "sent" | "confirmed" | "refused" | "unknown"
  amount: number | null
  klarna_id: string | null
  correlation_id: string | null
  error_code: string | null
  error_message: string | null
  attempts: number
  created_at: Date
  settled_at: Date | null
}

export type PageRecord = {
  hpp_session_id: string
  state: string
  expires_at: Date | null
  close_reason: string | null
}

/** Order Management's order, as far as staff see it. Amounts in minor units. */
export type ManagedOrderRecord = AuthorizationAmounts & {
  status: string
  fraud_status?: string
  klarna_reference?: string
  expires_at?: string
  captures: {
    capture_id: string
    captured_amount: number
    captured_at?: string
    refunded_amount?: number
    reference?: string
    klarna_reference?: string
  }[]
  refunds: { refund_id?: string; refunded_amount: number; refunded_at?: string; reference?: string }[]
}

/** Why Klarna could not be read. */
export type ReadError = { code: string; message: string; correlation_id: string | null }

export type OrderViewSource = {
  purchase: PurchaseRecord
  operations: readonly OperationRecord[]
  page: PageRecord | undefined
  environment: string | null
  /** Absent when Klarna was not read: not paid yet, or `readError`. */
  managed: ManagedOrderRecord | undefined
  readError: ReadError | null
}

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
  currency_code: string
  expires_at: string | null
  acknowledged: boolean
  captures: {
    capture_id: string | null
    captured_amount: number
    refunded_amount: number | null
    captured_at: string | null
    reference: string | null
    klarna_reference: string | null
  }[]
  refunds: {
    refund_id: string | null
    refunded_amount: number
    refunded_at: string | null
    reference: string | null
  }[]
  operations: (Omit<OperationRecord, "created_at" | "settled_at"> & {
    created_at: string
    settled_at: string | null
  })[]
  /** `resolved_at`: when the same kind of effect was confirmed after all. */
  last_error: (LastErrorRecord & { resolved_at: string | null }) | null
  page: {
    hpp_session_id: string
    state: string
    expires_at: string | null
    close_reason: string | null
  } | null
  possible: PossibleActions
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
  const amounts = managed ?? ledgerAmounts(purchase, operations)
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
    order_amount: major(amounts.order_amount),
    captured_amount: major(amounts.captured_amount),
    refunded_amount: major(amounts.refunded_amount),
    remaining_authorized_amount: major(amounts.remaining_authorized_amount),
    currency_code: purchase.currency_code.toLowerCase(),
    expires_at: managed?.expires_at || null,
    acknowledged: operations.some(isConfirmedOf("acknowledge", "capture")),
    captures: managed ? managed.captures.map(toCapture(major)) : ledgerCaptures(operations, major),
    refunds: managed ? managed.refunds.map(toRefund(major)) : ledgerRefunds(operations, major),
    operations: operations.map(toOperation(major)),
    last_error: purchase.last_error && {
      ...purchase.last_error,
      resolved_at: resolvedAt(purchase.last_error, operations),
    },
    page: page ? toPage(page) : null,
    possible: possibleActions(amounts, {
      fraudStatus: managed?.fraud_status,
      certain: managed !== undefined || !operations.some(isInDoubt),
    }),
    read: managed ? "klarna" : "ledger",
    read_error: readError,
  }
}

type ToMajor = (minor: number) => number

function toMajorNumber(currencyCode: string): ToMajor {
  const exponent = currencyExponent(currencyCode)
  return (minor) => Number(toMajor(minor as MinorUnits, exponent))
}

/** What was paid, less what we know to have happened at Klarna. */
function ledgerAmounts(
  purchase: PurchaseRecord,
  operations: readonly OperationRecord[]
): AuthorizationAmounts {
  const captured_amount = confirmedSum("capture", operations)
  const isHeld = purchase.state === "complete" && !operations.some(isConfirmedOf("cancel", "release"))
  return {
    order_amount: purchase.amount,
    captured_amount,
    refunded_amount: confirmedSum("refund", operations),
    remaining_authorized_amount: isHeld ? purchase.amount - captured_amount : 0,
  }
}

const confirmedSum = (kind: string, operations: readonly OperationRecord[]) =>
  operations.filter(isConfirmedOf(kind)).reduce((sum, { amount }) => sum + (amount ?? 0), 0)

const isConfirmedOf =
  (...kinds: string[]) =>
  ({ kind, status }: OperationRecord) =>
    status === "confirmed" && kinds.includes(kind)

const isInDoubt = ({ kind, status }: OperationRecord) =>
  MONEY.includes(kind) && (status === "sent" || status === "unknown")

const toCapture = (major: ToMajor) => (capture: ManagedOrderRecord["captures"][number]) => ({
  capture_id: capture.capture_id,
  captured_amount: major(capture.captured_amount),
  refunded_amount: capture.refunded_amount === undefined ? null : major(capture.refunded_amount),
  captured_at: capture.captured_at || null,
  reference: capture.reference || null,
  klarna_reference: capture.klarna_reference || null,
})

const toRefund = (major: ToMajor) => (refund: ManagedOrderRecord["refunds"][number]) => ({
  refund_id: refund.refund_id || null,
  refunded_amount: major(refund.refunded_amount),
  refunded_at: refund.refunded_at || null,
  reference: refund.reference || null,
})

const ledgerCaptures = (operations: readonly OperationRecord[], major: ToMajor) =>
  operations.filter(isConfirmedOf("capture")).map((operation) => ({
    capture_id: operation.klarna_id,
    captured_amount: major(operation.amount ?? 0),
    refunded_amount: null,
    captured_at: iso(operation.settled_at),
    reference: operation.id,
    klarna_reference: null,
  }))

const ledgerRefunds = (operations: readonly OperationRecord[], major: ToMajor) =>
  operations.filter(isConfirmedOf("refund")).map((operation) => ({
    refund_id: operation.klarna_id,
    refunded_amount: major(operation.amount ?? 0),
    refunded_at: iso(operation.settled_at),
    reference: operation.id,
  }))

/** Field by field: the ledger's row also holds the request that was sent. */
const toOperation = (major: ToMajor) => (operation: OperationRecord) => ({
  id: operation.id,
  kind: operation.kind,
  status: operation.status,
  amount: operation.amount === null ? null : major(operation.amount),
  klarna_id: operation.klarna_id,
  correlation_id: operation.correlation_id,
  error_code: operation.error_code,
  error_message: operation.error_message,
  attempts: operation.attempts,
  created_at: operation.created_at.toISOString(),
  settled_at: iso(operation.settled_at),
})

function resolvedAt(error: LastErrorRecord, operations: readonly OperationRecord[]): string | null {
  const confirmed = operations.find(
    (operation) =>
      isConfirmedOf(error.operation)(operation) &&
      operation.settled_at !== null &&
      operation.settled_at.getTime() >= Date.parse(error.at)
  )
  return iso(confirmed?.settled_at ?? null)
}

const toPage = ({ hpp_session_id, state, expires_at, close_reason }: PageRecord) => ({
  hpp_session_id,
  state,
  expires_at: iso(expires_at),
  close_reason,
})

const iso = (date: Date | null) => date?.toISOString() ?? null
