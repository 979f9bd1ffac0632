import type { LineBalance, PartItem } from "./line-balance"
import type { AuthorizationAmounts } from "./authorization-amounts"
import type { PayingRecord } from "./paying-orders"
import type { PaymentSays } from "./settle-readings"

/** The ledger's row, as far as staff see it. Amounts in minor units. */
export type PurchaseRecord = {
  id: string
  klarna_order_id: string | null
  provider: string
  account_id: string
  klarna_reference: string | null
  amount: number
  currency_code: string
  country_code: string
  outcome: string | null
  close_reason: string | null
  last_error: LastErrorRecord | null
  /** Klarna's order as it was read last, or the answer to placing it. */
  snapshot: Record<string, unknown> | null
  state: PaymentSays
}

export type LastErrorRecord = {
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
  items: PartItem[] | null
  created_by: string | null
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
  initial_payment_method?: unknown
  created_at?: string
  expires_at?: string
  captures: {
    capture_id: string
    captured_amount: number
    captured_at?: string
    refunded_amount?: number
    reference?: string
    klarna_reference?: string
    shipping_info?: {
      shipping_company?: string
      shipping_method?: string
      tracking_number?: string
      tracking_uri?: string
    }[]
  }[]
  refunds: {
    refund_id?: string
    refunded_amount: number
    refunded_at?: string
    reference?: string
    description?: string
    order_lines?: { type?: string; total_amount: number }[]
  }[]
}

/** Why Klarna could not be read. */
export type ReadError = { code: string; message: string; correlation_id: string | null }

export type OrderViewSource = {
  purchase: PurchaseRecord
  /** Every purchase that Medusa's order was paid with, newest first. */
  siblings: readonly PayingRecord[]
  operations: readonly OperationRecord[]
  page: PageRecord | undefined
  environment: string | null
  /** Absent when Klarna was not read: not paid yet, or `readError`. */
  managed: ManagedOrderRecord | undefined
  readError: ReadError | null
  /** Klarna's lines, by Medusa's ids, and what is left of them. */
  lines: readonly LineBalance[]
  /** What Medusa has booked, in minor units; absent when it has no payment that counts or has captured. */
  books: BooksRecord | undefined
  /** A payment of Medusa's counts. */
  hasPayment: boolean
  /** Medusa has cancelled the order; another payment of it counts. */
  orderCanceled: boolean
  paidOtherwise: boolean
  /** The account's provider extends authorizations. */
  extends: boolean
  /** The authorization ends within the days that the shop has named. */
  atRisk: boolean
  now: number
}

export type BooksRecord = { captured_amount: number; refunded_amount: number }
