/**
 * What is kept of a Klarna order when nobody's details are to be kept: what was bought, for how much, how it was paid
 * and where it stood. A list of what stays, so that a field that Klarna adds tomorrow goes.
 */
const KEPT: ReadonlySet<string> = new Set([
  ...["order_id", "session_id", "klarna_reference", "status", "fraud_status"],
  ...["purchase_country", "purchase_currency", "locale"],
  ...["order_amount", "order_tax_amount", "original_order_amount", "order_lines"],
  ...["initial_payment_method", "authorized_payment_method"],
  ...["started_at", "completed_at", "last_modified_at", "created_at", "expires_at"],
])

/** @param order as Klarna said it, or as it was sent */
export const impersonalOrder = (order: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(order).filter(([field]) => KEPT.has(field)))
