import { currencyExponent } from "./currencies"
import { toMajor, type MinorUnits } from "./money"

type Page = {
  id: string
  hpp_session_id: string
  state: string
  redirect_url: string | null
  qr_code_url: string | null
  expires_at: Date | null
  created_by: string | null
  created_at: Date
  close_reason: string | null
  closed_at: Date | null
  note: string | null
}

type Purchase = {
  id: string
  current_holder: string | null
  provider: string
  channel: string
  subject_type: string
  subject_id: string
  order_id: string | null
  klarna_order_id: string | null
  klarna_reference: string | null
  end_reason: string | null
  amount: number
  currency_code: string
}

/** One link as staff see it: `session` of the admin routes. Amount in major units; times ISO 8601. */
export type SessionView = ReturnType<typeof toSessionView>

/** @param state one word for where it stands, as shoppers see it */
export function toSessionView(page: Page, purchase: Purchase, state: string) {
  return {
    id: page.id,
    purchase_id: purchase.id,
    payment_session_id: purchase.current_holder,
    provider: purchase.provider,
    channel: purchase.channel,
    state,
    hpp_session_id: page.hpp_session_id,
    klarna_order_id: purchase.klarna_order_id,
    klarna_reference: purchase.klarna_reference,
    redirect_url: page.redirect_url,
    qr_code_url: page.qr_code_url,
    expires_at: page.expires_at?.toISOString() ?? null,
    amount: Number(toMajor(purchase.amount as MinorUnits, currencyExponent(purchase.currency_code))),
    currency_code: purchase.currency_code.toLowerCase(),
    order_id: purchase.order_id ?? (purchase.subject_type === "order" ? purchase.subject_id : null),
    cart_id: purchase.subject_type === "cart" ? purchase.subject_id : null,
    created_by: page.created_by,
    created_at: page.created_at.toISOString(),
    closed_at: page.closed_at?.toISOString() ?? null,
    close_reason: page.close_reason,
    end_reason: page.closed_at ? purchase.end_reason : null,
    note: page.note,
  }
}
