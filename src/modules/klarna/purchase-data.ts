import type { PageRow, PurchaseRow, WidgetRecord } from "./rows"
import { statusOf } from "./status-of"

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
  /** For the widget on the shop's own page. */
  client_token?: string
  payment_method_categories?: WidgetRecord["payment_method_categories"]
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
    redirect_url: page?.redirect_url ?? afterPlacing(purchase),
    qr_code_url: page?.qr_code_url ?? null,
    expires_at: page?.expires_at?.toISOString() ?? null,
    state: publicState(purchase, page),
    ...(purchase.presentation === "widget" && purchase.widget ? purchase.widget : {}),
  }
}

/** Where Klarna would like to see the shopper once more, after an order of the widget's. */
function afterPlacing({ presentation, snapshot }: PurchaseRow): string | null {
  const { redirect_url } = (snapshot ?? {}) as { redirect_url?: unknown }
  return presentation === "widget" && typeof redirect_url === "string" ? redirect_url : null
}

/** One word for where a purchase stands: Klarna's page status, or what the payment says once it says something. */
export function publicState(purchase: PurchaseRow, page: PageRow | undefined): string {
  // Paid, but not for what the cart says any more: the money goes back.
  if (purchase.close_reason === "cancelled" || purchase.close_reason === "mismatched") return "cancelled"
  switch (statusOf(purchase)) {
    case "complete":
    case "tokenized":
      return "completed"
    case "authorized":
    case "placing":
      return "authorized"
    case "pending":
      return "pending"
    case "rejected":
      return "failed"
    case "gone":
      return "expired"
    case "new":
    case "incomplete":
    case "aborted":
    case "unknown":
      break
  }
  if (page?.close_reason) return page.close_reason
  return (page?.state ?? (purchase.presentation === "widget" ? "waiting" : "opening")).toLowerCase()
}
