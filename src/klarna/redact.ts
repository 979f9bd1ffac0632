const REDACTED = "[redacted]"

/**
 * What a stored payload may keep. A list of what is allowed, not of what is forbidden: a field that Klarna
 * adds tomorrow is then hidden until somebody has looked at it.
 */
const KEPT = new Set([
  // ids and references
  ...["order_id", "session_id", "event_id", "capture_id", "refund_id", "correlation_id", "klarna_reference"],
  ...["merchant_reference1", "merchant_reference2", "reference"],
  // states and times
  ...["status", "fraud_status", "event_type", "error_code", "error_type"],
  ...["started_at", "completed_at", "last_modified_at", "created_at", "updated_at", "expires_at"],
  ...["captured_at", "refunded_at"],
  // money
  ...["order_amount", "order_tax_amount", "original_order_amount", "captured_amount", "refunded_amount"],
  ...[
    "remaining_authorized_amount",
    "total_amount",
    "total_tax_amount",
    "total_discount_amount",
    "unit_price",
  ],
  ...["quantity", "tax_rate", "price", "tax_amount", "purchase_currency", "currency"],
  // where and how, without saying who
  ...["purchase_country", "country", "locale", "type", "method", "purchase_type", "place_order_mode"],
  ...["acquiring_channel", "shipping_method", "recurring"],
])

/** Klarna's complaints name fields, but may quote what was in them. */
const TEXTS = new Set(["error_messages", "error_message", "error_text"])

const EMAIL = /[^\s@"'<>()]+@[^\s@"'<>()]+/g
const LONG_NUMBER = /\+?\d(?:[ -]?\d){7,}/g

/**
 * A copy of a payload that may be stored and shown: ids, amounts, states and line references stay; names,
 * addresses, birthdays, tokens, credentials and everything unknown become "[redacted]". Of a URL its origin
 * stays, because path and query hold secrets and whoever holds a payment page's address can open it.
 */
export function redact(value: unknown): unknown {
  return redactField("", value)
}

function redactField(key: string, value: unknown): unknown {
  if (value === null || value === undefined || value === "") return value
  if (Array.isArray(value)) return value.map((entry) => redactField(key, entry))
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redactField(name, inner)]))
  }
  if (KEPT.has(key)) return typeof value === "string" ? value.replace(EMAIL, REDACTED) : value
  if (typeof value !== "string") return typeof value === "boolean" ? value : REDACTED
  if (TEXTS.has(key)) return value.replace(EMAIL, REDACTED).replace(LONG_NUMBER, REDACTED)
  return redactUrl(value) ?? REDACTED
}

function redactUrl(value: string): string | undefined {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return undefined
  return `${new URL(value).origin}/${REDACTED}`
}
