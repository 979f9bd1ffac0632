import type { RenewalOrder } from "./renewal-orders"

/**
 * The order that a token is charged for. Who pays is the token's; where goods go is the order's.
 *
 * @see klarna-payments §7 `POST /customer-token/v1/tokens/{customerToken}/order`
 */
export function toTokenOrder(
  { id, displayId, draft, autoCapture }: RenewalOrder,
  merchant_urls: { confirmation: string; push: string }
): string {
  const { order_amount, order_tax_amount, order_lines, purchase_currency, shipping_address } = draft
  return JSON.stringify({
    order_amount,
    order_tax_amount,
    order_lines,
    purchase_currency,
    ...(shipping_address ? { shipping_address } : {}),
    merchant_urls,
    merchant_reference1: displayId,
    merchant_reference2: id,
    ...(autoCapture ? { auto_capture: true } : {}),
  })
}
