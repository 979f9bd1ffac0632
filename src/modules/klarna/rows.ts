import type { Intent } from "../../domain/tokenize-intent"
import type { DifferenceKind, Remedy } from "../../domain/difference"
import type { PartItem } from "../../domain/line-balance"

/** Rows of the ledger as the database returns them. Amounts are minor units. */

export type PurchaseRow = {
  id: string
  subject_type: "cart" | "order"
  subject_id: string
  payment_collection_id: string
  provider: string
  account_id: string
  channel: "ecommerce" | "in_store" | "telesales"
  generation: number
  klarna_order_id: string | null
  kp_session_id: string | null
  presentation: "hosted_page" | "widget"
  place_order_mode: PlaceOrderMode | null
  intent: Intent
  customer_id: string | null
  widget: WidgetRecord | null
  authorization_token: string | null
  authorization_hash: string | null
  placing_since: Date | null
  klarna_reference: string | null
  reference: string
  secret_hash: string
  payload_hash: string | null
  amount: number
  tax_amount: number
  currency_code: string
  country_code: string
  klarna_status: string
  snapshot: Record<string, unknown> | null
  snapshot_at: Date | null
  version: number
  current_holder: string | null
  authorized_by: string | null
  superseded_at: Date | null
  successor: "none" | "awaited"
  places_order: boolean
  end_reason: string | null
  order_id: string | null
  order_placed_emitted_at: Date | null
  outcome: string | null
  authorization_expires_at: Date | null
  authorization_check_at: Date | null
  authorization_told_for: Date | null
  authorization_over_at: Date | null
  last_error: LastError | null
  next_check_at: Date | null
  checks: number
  lease_owner: string | null
  lease_until: Date | null
  money_lease_owner: string | null
  money_lease_until: Date | null
  close_reason:
    "expired" | "aborted" | "mismatched" | "cancelled" | "superseded" | "settled" | "rejected" | null
  closed_at: Date | null
  erase_asked_at: Date | null
  created_at: Date
  updated_at: Date
}

/** Klarna Payments on a hosted page: what Klarna does on approval. @see klarna-hpp `place_order_mode` */
export type PlaceOrderMode = "NONE" | "PLACE_ORDER" | "CAPTURE_ORDER"

/** What the widget on the shop's page is started with. Public. */
export type WidgetRecord = {
  client_token: string
  payment_method_categories: { identifier: string; name: string; asset_urls?: Record<string, string> }[]
}

export type LastError = {
  operation: string
  code: string
  message: string
  correlation_id: string | null
  at: string
}

export type PageRow = {
  id: string
  purchase_id: string
  hpp_session_id: string
  state: string
  klarna_updated_at: Date | null
  redirect_url: string | null
  qr_code_url: string | null
  distribution_url: string | null
  distribution_module_url: string | null
  expires_at: Date | null
  reference: string
  secret_hash: string
  created_by: string | null
  note: string | null
  close_reason: "completed" | "replaced" | "disabled" | "cancelled" | "expired" | null
  closed_at: Date | null
  created_at: Date
}

export type DistributionRow = {
  id: string
  page_id: string
  method: "email" | "sms" | "token" | "notification"
  recipient: string
  fingerprint: string
  actor_id: string | null
  sent_at: Date
  result: string
  correlation_id: string | null
}

export type EventRow = {
  id: string
  source: "status_update" | "push" | "return" | "authorization" | "fraud" | "refreshed"
  event_key: string
  purchase_id: string
  page_id: string | null
  payload: Record<string, unknown> | null
  received_at: Date
  processed_at: Date | null
  next_attempt_at: Date | null
  attempts: number
  outcome: string | null
}

export type CallRow = {
  id: string
  purchase_id: string
  at: Date
  method: string
  path: string
  status: number | null
  error_code: string | null
  error_messages: string[] | null
  correlation_id: string | null
  ms: number
  request: unknown
}

export type OperationKind =
  | "acknowledge"
  | "update-references"
  | "capture"
  | "refund"
  | "cancel"
  | "release"
  | "extend"
  | "update"
  | "place"
  | "shipping-info"
  | "tokenize"
  | "charge"
  | "cancel-token"
  | "customer-details"

export type OperationRow = {
  id: string
  purchase_id: string
  klarna_order_id: string
  account_id: string
  kind: OperationKind
  amount: number | null
  currency_code: string | null
  items: PartItem[] | null
  part_of: string | null
  capture_id: string | null
  created_by: string | null
  body: string | null
  target: string | null
  medusa_row_id: string | null
  singleton: string | null
  status: "intended" | "sent" | "confirmed" | "refused" | "unknown"
  klarna_id: string | null
  correlation_id: string | null
  error_code: string | null
  error_message: string | null
  attempts: number
  sent_at: Date | null
  settled_at: Date | null
  next_attempt_at: Date | null
  books_due_at: Date | null
  rows_before: string[] | null
  created_at: Date
  updated_at: Date
}

export type DifferenceRow = {
  id: string
  purchase_id: string
  klarna_order_id: string | null
  order_id: string | null
  kind: DifferenceKind
  remedy: Remedy | null
  klarna_amount: number | null
  medusa_amount: number | null
  amount: number | null
  currency_code: string
  state: "open" | "mended" | "gone"
  found_at: Date
  seen_at: Date
  told_at: Date | null
  closed_at: Date | null
  closed_by: string | null
  last_error: string | null
}

export type ReconciliationRow = {
  id: string
  from_at: Date
  to_at: Date
  started_by: string | null
  orders: number
  created_at: Date
}

export type ComparisonRow = {
  id: string
  purchase_id: string
  reconciliation_id: string
  due_at: Date
  attempts: number
}
