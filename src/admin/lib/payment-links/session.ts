import type { PayloadKind } from "../examination/examination"

/** A link, or a shopper's checkout, as the admin routes show it. Amount in major units, times ISO 8601. */
export type Session = {
  id: string
  purchase_id: string
  payment_session_id: string | null
  /** Identifier of the provider, e.g. "klarna-checkout". */
  provider: string
  channel: Channel
  state: string
  hpp_session_id: string
  klarna_order_id: string | null
  klarna_reference: string | null
  redirect_url: string | null
  qr_code_url: string | null
  expires_at: string | null
  amount: number
  currency_code: string
  order_id: string | null
  cart_id: string | null
  created_by: string | null
  created_at: string
  closed_at: string | null
  close_reason: string | null
  /** Why nobody is to pay it any more; a key under `links.detail.ended` of the texts, or one that needs no words. */
  end_reason: string | null
  note: string | null
  order?: SessionOrder | null
}

export const CHANNELS = ["telesales", "in_store", "ecommerce"] as const
export type Channel = (typeof CHANNELS)[number]

/** The order or draft order that a link pays. */
export type SessionOrder = {
  id: string
  display_id: number
  email: string | null
  phone: string | null
  country_code: string | null
  is_draft_order: boolean
  canceled: boolean
}

export type TimelineEntry = {
  at: string
  kind: "created" | "sent" | "not_sent" | "signal" | "closed"
  what: string | null
  recipient?: string
  actor_id?: string | null
  correlation_id?: string | null
  note?: string | null
}

/** One request to Klarna for what the link pays; milliseconds. */
export type Call = {
  id: string
  at: string
  method: string
  path: string
  status: number | null
  error_code: string | null
  error_messages?: string[]
  correlation_id: string | null
  ms: number | null
  /** What a refused one can be examined as. */
  payload_kind: PayloadKind | null
}

/** One callback of Klarna's, or one browser that came back. */
export type Callback = {
  at: string
  processed_at: string | null
  source: string
  status: string | null
  outcome: string | null
  attempts: number
}

export type SessionDetail = Session & {
  last_error: { operation?: string; code?: string; message?: string; correlation_id?: string | null } | null
  timeline: TimelineEntry[]
  events?: Callback[]
  calls?: Call[]
  has_distribution_module?: boolean
}
