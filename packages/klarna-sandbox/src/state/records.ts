import { EntitySchema } from "typeorm"

/** Everything the sandbox remembers. Times are milliseconds of the sandbox's clock; amounts are minor units. */

export type CheckoutOrderRecord = {
  order_id: string
  merchant_id: string
  status: "checkout_incomplete" | "checkout_complete"
  created_at: number
  modified_at: number
  completed_at: number | null
  aborted_at: number | null
  expires_at: number
  /** The consumer edited the address on the page: from then on the merchant's address is ignored. */
  address_typed: boolean
  body: CheckoutOrderBody
}

/** What the merchant sent, normalised; read-only fields are added when the order is shown. */
export type CheckoutOrderBody = {
  purchase_country: string
  purchase_currency: string
  locale: string
  order_amount: number
  order_tax_amount: number
  order_lines: OrderLine[]
  merchant_urls: Record<string, string>
  billing_address: Address
  shipping_address: Address
  customer: Record<string, unknown>
  options: Record<string, unknown>
  merchant_reference1?: string
  merchant_reference2?: string
  merchant_data?: string
  selected_shipping_option?: Record<string, unknown>
  [field: string]: unknown
}

/** What a hosted page sells, whichever API its payment session came through. */
export type Purchase = Pick<CheckoutOrderRecord, "body">

export type Address = Record<string, string>

export type OrderLine = {
  type?: string
  name: string
  quantity: number
  unit_price: number
  tax_rate?: number
  total_amount: number
  total_discount_amount?: number
  total_tax_amount?: number
  [field: string]: unknown
}

export const checkoutOrders = new EntitySchema<CheckoutOrderRecord>({
  name: "checkout_order",
  columns: {
    order_id: { type: "text", primary: true },
    merchant_id: { type: "text" },
    status: { type: "text" },
    created_at: { type: "integer" },
    modified_at: { type: "integer" },
    completed_at: { type: "integer", nullable: true },
    aborted_at: { type: "integer", nullable: true },
    expires_at: { type: "integer" },
    address_typed: { type: "boolean" },
    body: { type: "simple-json" },
  },
})

export type HppStatus =
  | "WAITING"
  | "IN_PROGRESS"
  | "MANUAL_ID_CHECK"
  | "BACK"
  | "FAILED"
  | "ERROR"
  | "COMPLETED"
  | "CANCELLED"
  | "DISABLED"

export type HppSessionRecord = {
  session_id: string
  /** Last segment of `redirect_url`. */
  page_code: string
  distribution_id: string
  merchant_id: string
  /** The API of the payment session behind the page: a KCO order or a KP session. */
  payment_api: "checkout" | "payments"
  payment_session_id: string
  status: HppStatus
  /** The page was open when the merchant disabled it: a purchase may be under way. */
  disabled_in_progress: boolean
  merchant_urls: Record<string, string>
  options: Record<string, unknown>
  profile_id: string | null
  /** What the page showed when it was opened. */
  shown: ShownOrder | null
  /** The seller is comparing an identity document. */
  manual_identification: ManualIdentification | null
  /** Tells of the time-out when the page is left alone; taken off the schedule by whatever happens before. */
  timeout_callback_id: string | null
  order_id: string | null
  klarna_reference: string | null
  /** KP with `place_order_mode` NONE: what the merchant places the order with. */
  authorization_token: string | null
  created_at: number
  updated_at: number
  expires_at: number
}

export type ManualIdentification = {
  /** What the consumer shows to the seller, as `A78`. */
  challenge: string
  given_name: string
  family_name: string
  expires_at: number
  /** What the consumer had chosen to pay with. */
  payment_method_category?: string
}

export type ShownOrder = Pick<CheckoutOrderBody, "order_amount" | "order_tax_amount" | "order_lines">

export const hppSessions = new EntitySchema<HppSessionRecord>({
  name: "hpp_session",
  columns: {
    session_id: { type: "text", primary: true },
    page_code: { type: "text", unique: true },
    distribution_id: { type: "text" },
    merchant_id: { type: "text" },
    payment_api: { type: "text" },
    payment_session_id: { type: "text" },
    status: { type: "text" },
    disabled_in_progress: { type: "boolean" },
    merchant_urls: { type: "simple-json" },
    options: { type: "simple-json" },
    profile_id: { type: "text", nullable: true },
    shown: { type: "simple-json", nullable: true },
    manual_identification: { type: "simple-json", nullable: true },
    timeout_callback_id: { type: "text", nullable: true },
    order_id: { type: "text", nullable: true },
    klarna_reference: { type: "text", nullable: true },
    authorization_token: { type: "text", nullable: true },
    created_at: { type: "integer" },
    updated_at: { type: "integer" },
    expires_at: { type: "integer" },
  },
  indices: [{ columns: ["payment_session_id"] }, { columns: ["distribution_id"] }],
})

export type FraudStatus = "ACCEPTED" | "PENDING" | "REJECTED"

/** A link that was sent to a consumer. */
export type MessageRecord = {
  id: number
  session_id: string
  at: number
  channel: "email" | "sms" | "token"
  /** E-mail address, phone number, or access id. */
  to: string
  /** Empty for what has none. */
  subject: string
  body: string
  link: string
  locale: string
}

export const messages = new EntitySchema<MessageRecord>({
  name: "message",
  columns: {
    id: { type: "integer", primary: true, generated: "increment" },
    session_id: { type: "text" },
    at: { type: "integer" },
    channel: { type: "text" },
    to: { type: "text" },
    subject: { type: "text" },
    body: { type: "text" },
    link: { type: "text" },
    locale: { type: "text" },
  },
})

export type ManagedOrderRecord = {
  order_id: string
  merchant_id: string
  klarna_reference: string
  order_amount: number
  original_order_amount: number
  captured_amount: number
  refunded_amount: number
  fraud_status: FraudStatus
  /** A decision on a pending order, which counts from its moment on. */
  fraud_decision: { fraud_status: "ACCEPTED" | "REJECTED"; at: number } | null
  /** Where fraud decisions are told. */
  notification_url: string | null
  /** Where `redirect_url` of a KP order leads. */
  confirmation_url: string | null
  created_at: number
  /** Order Management answers 404 before this moment. */
  visible_at: number
  expires_at: number
  acknowledged_at: number | null
  cancelled_at: number | null
  released_at: number | null
  details: ManagedOrderDetails
}

export type ManagedOrderDetails = {
  purchase_country: string
  purchase_currency: string
  locale: string
  order_lines: OrderLine[]
  merchant_reference1: string
  merchant_reference2: string
  merchant_data: string
  billing_address: Address
  shipping_address: Address
  customer: Record<string, unknown>
  selected_shipping_option?: Record<string, unknown>
  /** What was sent before, or apart from, any capture. */
  shipping_info?: Record<string, unknown>[]
  initial_payment_method: { type: string; description: string; number_of_installments: number }
}

export const managedOrders = new EntitySchema<ManagedOrderRecord>({
  name: "managed_order",
  columns: {
    order_id: { type: "text", primary: true },
    merchant_id: { type: "text" },
    klarna_reference: { type: "text" },
    order_amount: { type: "integer" },
    original_order_amount: { type: "integer" },
    captured_amount: { type: "integer" },
    refunded_amount: { type: "integer" },
    fraud_status: { type: "text" },
    fraud_decision: { type: "simple-json", nullable: true },
    notification_url: { type: "text", nullable: true },
    confirmation_url: { type: "text", nullable: true },
    created_at: { type: "integer" },
    visible_at: { type: "integer" },
    expires_at: { type: "integer" },
    acknowledged_at: { type: "integer", nullable: true },
    cancelled_at: { type: "integer", nullable: true },
    released_at: { type: "integer", nullable: true },
    details: { type: "simple-json" },
  },
})

export type CaptureRecord = {
  capture_id: string
  order_id: string
  /** 1 for the first capture of the order. */
  number: number
  captured_at: number
  captured_amount: number
  refunded_amount: number
  body: {
    reference: string
    description: string
    order_lines: OrderLine[]
    shipping_info: Record<string, unknown>[]
    billing_address: Address
    shipping_address: Address
  }
  /** What was done about the consumer's bill; null: nothing yet. */
  billing: CaptureBilling | null
}

export type CaptureBilling = {
  /** By which the due date was put off, all times together. */
  extended_days: number
  /** When the bill was sent once more. */
  sent_again_at: number[]
}

export const captures = new EntitySchema<CaptureRecord>({
  name: "capture",
  columns: {
    capture_id: { type: "text", primary: true },
    order_id: { type: "text" },
    number: { type: "integer" },
    captured_at: { type: "integer" },
    captured_amount: { type: "integer" },
    refunded_amount: { type: "integer" },
    body: { type: "simple-json" },
    billing: { type: "simple-json", nullable: true },
  },
  indices: [{ columns: ["order_id"] }],
})

export type RefundRecord = {
  refund_id: string
  order_id: string
  number: number
  refunded_at: number
  refunded_amount: number
  body: { reference: string; description: string; order_lines: OrderLine[] }
}

export const refunds = new EntitySchema<RefundRecord>({
  name: "refund",
  columns: {
    refund_id: { type: "text", primary: true },
    order_id: { type: "text" },
    number: { type: "integer" },
    refunded_at: { type: "integer" },
    refunded_amount: { type: "integer" },
    body: { type: "simple-json" },
  },
  indices: [{ columns: ["order_id"] }],
})

export type KpIntent = "buy" | "tokenize" | "buy_and_tokenize" | "buy_and_default_tokenize" | "buy_and_link"

/** What the merchant and the widget sent, with the defaults filled in. */
export type KpSessionBody = CheckoutOrderBody & { intent: KpIntent; acquiring_channel: string }

export type KpSessionRecord = {
  session_id: string
  merchant_id: string
  status: "incomplete" | "complete"
  client_token: string
  /** Names the API uses, in lower case. */
  categories: string[]
  /** The newest authorization, which made those before it invalid. */
  authorization_token: string | null
  /** The category that was agreed to and waits for `finalize`. */
  to_finalize: string | null
  order_id: string | null
  created_at: number
  expires_at: number
  body: KpSessionBody
}

export const kpSessions = new EntitySchema<KpSessionRecord>({
  name: "kp_session",
  columns: {
    session_id: { type: "text", primary: true },
    merchant_id: { type: "text" },
    status: { type: "text" },
    client_token: { type: "text" },
    categories: { type: "simple-json" },
    authorization_token: { type: "text", nullable: true },
    to_finalize: { type: "text", nullable: true },
    order_id: { type: "text", nullable: true },
    created_at: { type: "integer" },
    expires_at: { type: "integer" },
    body: { type: "simple-json" },
  },
})

export type FraudOutlook = {
  fraud_status: "ACCEPTED" | "PENDING"
  /** What becomes of a pending order, counted from when it is placed; absent: nothing by itself. */
  decision?: { fraud_status: "ACCEPTED" | "REJECTED"; after_ms: number }
}

export type AuthorizationRecord = {
  authorization_token: string
  session_id: string
  merchant_id: string
  payment_method_category: string
  /** What the consumer agreed to. */
  body: KpSessionBody
  fraud: FraudOutlook
  /** Granted on a hosted page: the merchant may order for less. */
  allows_less: boolean
  /** Placing the order with it is refused. */
  refuses_order: boolean
  created_at: number
  expires_at: number
  cancelled_at: number | null
  token_id: string | null
  /** The order placed with it: what was asked for and what was answered. */
  placed: { request: Record<string, unknown>; answer: Record<string, unknown> } | null
}

export const authorizations = new EntitySchema<AuthorizationRecord>({
  name: "authorization",
  columns: {
    authorization_token: { type: "text", primary: true },
    session_id: { type: "text" },
    merchant_id: { type: "text" },
    payment_method_category: { type: "text" },
    body: { type: "simple-json" },
    fraud: { type: "simple-json" },
    allows_less: { type: "boolean" },
    refuses_order: { type: "boolean" },
    created_at: { type: "integer" },
    expires_at: { type: "integer" },
    cancelled_at: { type: "integer", nullable: true },
    token_id: { type: "text", nullable: true },
    placed: { type: "simple-json", nullable: true },
  },
})

export type CustomerTokenStatus = "ACTIVE" | "CANCELLED" | "SUSPENDED"

export type CustomerTokenRecord = {
  token_id: string
  merchant_id: string
  status: CustomerTokenStatus
  /** As in `authorized_payment_method.type` of orders charged with it. */
  method: string
  /** The next charges are refused with this code. */
  refuses_with: string | null
  description: string
  purchase_country: string
  purchase_currency: string
  locale: string
  billing_address: Address
  customer: Record<string, unknown>
  created_at: number
}

export const customerTokens = new EntitySchema<CustomerTokenRecord>({
  name: "customer_token",
  columns: {
    token_id: { type: "text", primary: true },
    merchant_id: { type: "text" },
    status: { type: "text" },
    method: { type: "text" },
    refuses_with: { type: "text", nullable: true },
    description: { type: "text" },
    purchase_country: { type: "text" },
    purchase_currency: { type: "text" },
    locale: { type: "text" },
    billing_address: { type: "simple-json" },
    customer: { type: "simple-json" },
    created_at: { type: "integer" },
  },
})

/** The first answer given to a `Klarna-Idempotency-Key`. */
export type KeptAnswerRecord = {
  scope: string
  kept_at: number
  status: number
  headers: Record<string, string>
  body: unknown
}

export const keptAnswers = new EntitySchema<KeptAnswerRecord>({
  name: "kept_answer",
  columns: {
    scope: { type: "text", primary: true },
    kept_at: { type: "integer" },
    status: { type: "integer" },
    headers: { type: "simple-json" },
    body: { type: "simple-json", nullable: true },
  },
})

export type CallbackKind =
  | "status_update"
  | "push"
  | "validation"
  | "address_update"
  | "shipping_option_update"
  | "country_change"
  | "authorization"
  | "notification"

export type CallbackRecord = {
  callback_id: string
  kind: CallbackKind
  /** HPP session for `status_update`, KP session for `authorization`, order for the others. */
  subject_id: string
  event_id: string | null
  url: string
  /** Frozen when the event happened. */
  body: string | null
  created_at: number
  /** When the next attempt is due; null when there will be none. */
  due_at: number | null
  attempts: number
}

export const callbacks = new EntitySchema<CallbackRecord>({
  name: "callback",
  columns: {
    callback_id: { type: "text", primary: true },
    kind: { type: "text" },
    subject_id: { type: "text" },
    event_id: { type: "text", nullable: true },
    url: { type: "text" },
    body: { type: "text", nullable: true },
    created_at: { type: "integer" },
    due_at: { type: "integer", nullable: true },
    attempts: { type: "integer" },
  },
  indices: [{ columns: ["due_at"] }],
})

export type CallbackAttemptRecord = {
  id: number
  callback_id: string
  attempt: number
  at: number
  ms: number
  /** HTTP status of the answer; null when there was none. */
  status: number | null
  answer: string | null
  error: string | null
  fault: string | null
  replay: boolean
}

export const callbackAttempts = new EntitySchema<CallbackAttemptRecord>({
  name: "callback_attempt",
  columns: {
    id: { type: "integer", primary: true, generated: "increment" },
    callback_id: { type: "text" },
    attempt: { type: "integer" },
    at: { type: "integer" },
    ms: { type: "integer" },
    status: { type: "integer", nullable: true },
    answer: { type: "text", nullable: true },
    error: { type: "text", nullable: true },
    fault: { type: "text", nullable: true },
    replay: { type: "boolean" },
  },
  indices: [{ columns: ["callback_id"] }],
})

/** The sandbox's own state: clock, settings, number of starts. */
export type SandboxStateRecord = { name: string; value: unknown }

export const sandboxState = new EntitySchema<SandboxStateRecord>({
  name: "sandbox_state",
  columns: { name: { type: "text", primary: true }, value: { type: "simple-json" } },
})

export const allRecords = [
  checkoutOrders,
  hppSessions,
  messages,
  managedOrders,
  captures,
  refunds,
  kpSessions,
  authorizations,
  customerTokens,
  keptAnswers,
  callbacks,
  callbackAttempts,
  sandboxState,
]
