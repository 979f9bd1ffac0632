import type { KlarnaPaymentsSession } from "../../klarna"

/** Fields of a session that its order takes over. */
const AGREED = [
  "purchase_country",
  "purchase_currency",
  "locale",
  "order_amount",
  "order_tax_amount",
  "order_lines",
  "billing_address",
  "shipping_address",
]

type OwnFields = { merchant_urls: object; merchant_reference2: string; auto_capture?: true }

/**
 * The body that places an order: what was agreed to and nothing else, because Klarna compares it.
 *
 * @returns JSON, stored once and sent again byte for byte
 * @see klarna-payments §6: the session's payload without what belongs to the session alone
 */
export function orderToPlace(session: KlarnaPaymentsSession, own: OwnFields): string {
  const agreed = session as unknown as Record<string, unknown>
  return JSON.stringify({
    ...Object.fromEntries(AGREED.filter((key) => agreed[key] != null).map((key) => [key, agreed[key]])),
    ...own,
  })
}
