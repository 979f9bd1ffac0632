/** `GET /admin/klarna/orders/:order_id`. Amounts in major units, times ISO 8601. */
export type KlarnaOrder = {
  klarna_order_id: string | null
  /** Identifier of the provider, e.g. "klarna-payments". */
  provider: string
  environment: string | null
  /** Where the purchase stands by the ledger: only `complete` was paid. */
  state: KlarnaState
  status: string | null
  fraud_status: string | null
  klarna_reference: string | null
  /** As Klarna names it; `type` in lower case. */
  payment_method: { type: string; number_of_installments: number | null } | null
  order_amount: number
  captured_amount: number
  refunded_amount: number
  remaining_authorized_amount: number
  currency_code: string
  expires_at: string | null
  operations: KlarnaOperation[]
  last_error: KlarnaLastError | null
  page: { hpp_session_id: string } | null
  read: "klarna" | "ledger"
  read_error: { code: string; message: string; correlation_id: string | null } | null
}

export type KlarnaState =
  | "new"
  | "incomplete"
  /** The shopper agreed; Klarna's order is being placed, or was and is not found yet. */
  | "authorized"
  | "placing"
  /** Klarna is still checking for fraud. */
  | "pending"
  | "complete"
  | "rejected"
  /** Nothing is paid now; the shopper agreed to what comes later. */
  | "tokenized"
  | "gone"
  | "aborted"
  | "unknown"

export type KlarnaOperation = {
  id: string
  kind: string
  status: "intended" | "sent" | "confirmed" | "refused" | "unknown"
  amount: number | null
  correlation_id: string | null
  error_code: string | null
  error_message: string | null
  created_at: string
}

export type KlarnaLastError = {
  operation: string
  code: string
  message: string
  correlation_id: string | null
  at: string
  resolved_at: string | null
}
