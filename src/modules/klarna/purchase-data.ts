import type { PageRow, PurchaseRow } from "./rows"

/**
 * What a payment session shows. The shopper reads it, so it holds ids and addresses of pages and never a secret,
 * a token or anything personal.
 */
export type PurchaseData = {
  provider: string
  session_id: string
  klarna_order_id: string | null
  hpp_session_id: string | null
  redirect_url: string | null
  qr_code_url: string | null
  expires_at: string | null
  state: string
}

export function toPurchaseData(
  sessionId: string,
  purchase: PurchaseRow,
  page: PageRow | undefined
): PurchaseData {
  return {
    provider: purchase.provider,
    session_id: sessionId,
    klarna_order_id: purchase.klarna_order_id,
    hpp_session_id: page?.hpp_session_id ?? null,
    redirect_url: page?.redirect_url ?? null,
    qr_code_url: page?.qr_code_url ?? null,
    expires_at: page?.expires_at?.toISOString() ?? null,
    state: publicState(purchase, page),
  }
}

/** One word for where a purchase stands: Klarna's page status, or `completed` once the payment says so. */
export function publicState(purchase: PurchaseRow, page: PageRow | undefined): string {
  // Paid, but not for what the cart says any more: the money goes back.
  if (purchase.close_reason === "cancelled" || purchase.close_reason === "mismatched") return "cancelled"
  if (purchase.klarna_status === "checkout_complete") return "completed"
  if (page?.close_reason) return page.close_reason
  return (page?.state ?? "opening").toLowerCase()
}
