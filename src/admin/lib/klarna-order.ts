import type { PayloadKind } from "./examination/examination"

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
  /** Whole days until the authorization ends, by the shop's clock; negative once it has. */
  days_left: number | null
  captures: KlarnaCapture[]
  refunds: KlarnaRefund[]
  operations: KlarnaOperation[]
  lines: KlarnaLine[]
  /** What Medusa has booked; null without a payment that counts. */
  books: { captured_amount: number; refunded_amount: number; matches: boolean } | null
  at_risk: boolean
  /** Why goods must not leave; null when they may. */
  do_not_ship: DoNotShip | null
  last_error: KlarnaLastError | null
  page: { hpp_session_id: string } | null
  possible: Record<KlarnaAction | "return_fee", Possibility>
  /** Every Klarna order that pays the order, oldest first; this one is among them. */
  klarna_orders: PayingKlarnaOrder[]
  read: "klarna" | "ledger"
  read_error: { code: string; message: string; correlation_id: string | null } | null
}

/** One of several: a difference that was paid by itself has a Klarna order of its own. */
export type PayingKlarnaOrder = {
  klarna_order_id: string | null
  klarna_reference: string | null
  order_amount: number
  currency_code: string
  state: KlarnaState
  created_at: string
}

/** `reason`: a key under `doNotShip` of the texts, or one that came later. */
export type DoNotShip = { reason: string }

export type KlarnaAction = "capture" | "refund" | "cancel" | "release" | "extend"

/** `reason`: a key under `desk.reason` of the texts, or one that came later. */
export type Possibility = { allowed: boolean; reason: string | null }

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

export type KlarnaCapture = {
  capture_id: string | null
  captured_amount: number
  /** null while Klarna is not read. */
  refunded_amount: number | null
  captured_at: string | null
  /** Id of the operation that made it, when it was one of ours. */
  reference: string | null
  klarna_reference: string | null
  shipments: KlarnaShipment[]
}

export type KlarnaShipment = Record<
  "shipping_company" | "shipping_method" | "tracking_number" | "tracking_uri",
  string | null
>

export type KlarnaRefund = {
  refund_id: string | null
  refunded_amount: number
  refunded_at: string | null
  reference: string | null
  return_fee: number | null
  /** What the shopper was told. */
  note: string | null
}

/** A line that a capture or refund can name by `id`. Quantities are pieces. */
export type KlarnaLine = {
  id: string
  /** Klarna's, e.g. "physical", "shipping_fee", "gift_card". */
  type: string
  name: string
  reference: string | null
  quantity: number
  total_amount: number
  /** Its part of the sales tax, where that is a line of its own. */
  sales_tax_amount: number
  captured_quantity: number
  refunded_quantity: number
  capturable_quantity: number
  refundable_quantity: number
}

export type KlarnaOperation = {
  id: string
  kind: string
  status: "intended" | "sent" | "confirmed" | "refused" | "unknown"
  amount: number | null
  items: { id: string; quantity: number }[] | null
  /** What it can be examined as; null where no amounts and lines are in it. */
  payload_kind: PayloadKind | null
  /** Medusa's user who asked for it. */
  created_by: string | null
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
