/** `t` of the texts, as far as it is needed here. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** A refusal for people: a sentence, what was said word for word, and what to quote to Klarna. */
export type Refusal = { text: string; said?: string; correlationId?: string }

/** Codes that have a sentence under `desk.refusal` of the texts. */
export const REFUSALS = [
  "money_moving",
  "purchase_busy",
  "CAPTURE_NOT_ALLOWED",
  "REFUND_NOT_ALLOWED",
  "CANCEL_NOT_ALLOWED",
  "NOT_ALLOWED",
  "PAYMENT_METHOD_FAILED",
  "NO_SUCH_ORDER",
  "TOO_MANY_REQUESTS",
  "not_connected",
  "network",
  "timeout",
  "server_error",
  "unreadable_answer",
  "amount_too_high",
  "quantity_invalid",
  "return_fee_too_high",
  "nothing_left",
  "books_differ",
  "goods_unnamed",
] as const

/** Codes that have a sentence under `desk.reason` of the texts: why something is not possible. */
export const REASONS = [
  "nothing_authorized",
  "nothing_captured",
  "already_captured",
  "fully_refunded",
  "fraud_pending",
  "fraud_rejected",
  "fraud_unknown",
  "operation_unresolved",
  "payment_missing",
  "extension_not_offered",
  "extension_too_late",
  "return_fee_country",
  "return_fee_captures",
] as const

const CORRELATION = /\s*\[([^\]]+)\]\s*$/
const NO_CORRELATION = "no correlation id"

/** @param error of the desk's routes; one without words of ours keeps Medusa's */
export function explainRefusal(t: Translate, error: Error): Refusal {
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined
  const status = "status" in error ? Number(error.status) : undefined
  const found = CORRELATION.exec(error.message)?.[1]
  const correlationId = found === NO_CORRELATION ? undefined : found
  const said = error.message.replace(CORRELATION, "")
  if (status === undefined) return { text: t("desk.refusal.offline"), said }
  if (status === 401 || (status === 403 && !code)) return { text: t("desk.refusal.forbidden"), said }
  const key = keyOf(code)
  return key ? { text: t(key), said, correlationId } : { text: said, correlationId }
}

function keyOf(code: string | undefined): string | undefined {
  if (REFUSALS.some((known) => known === code)) return `desk.refusal.${code}`
  return REASONS.some((known) => known === code) ? `desk.reason.${code}` : undefined
}

/** What went wrong, for people; in the words it was noted with where there is no sentence for it. */
export function errorText(t: Translate, { code, message }: { code: string; message: string }): string {
  const key = keyOf(code)
  return key ? t(key) : message || code
}

/** Why an action is not possible; a reason that came later is shown as it is. */
export const reasonText = (t: Translate, reason: string): string =>
  t(`desk.reason.${reason}`, { defaultValue: reason })
