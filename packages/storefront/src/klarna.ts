import { sdk } from "./medusa"
import type { Cart } from "./cart"
import type { PaymentMethodCategory } from "./klarna-widget"
import { isKlarna } from "./payment-providers"

/** The answer of `GET /store/klarna/sessions/:payment_session_id`. */
export interface KlarnaSession {
  readonly state: string
  readonly redirect_url: string | null
  readonly expires_at: string | null
  readonly order_id?: string | null
  /** The short reference that the shopper sees in Klarna's app and letters. */
  readonly klarna_reference?: string | null
}

/** A payment session of the cart, as far as the shop needs to know it. */
export interface HeldSession {
  readonly id: string
  readonly providerId: string
  /** Klarna's page, when it is paid there. */
  readonly redirectUrl: string | undefined
  /** For the widget, when it is paid here. */
  readonly clientToken: string | undefined
  readonly categories: readonly PaymentMethodCategory[]
}

/**
 * Makes a payment session for the cart as the server holds it, or finds the one at Klarna again when nothing
 * changed. Only ids are sent.
 */
export async function openPaymentSession(cart: Cart, providerId: string): Promise<HeldSession> {
  const { payment_collection } = await sdk.store.payment.initiatePaymentSession(cart, {
    provider_id: providerId,
  })
  const session = payment_collection.payment_sessions?.find(({ provider_id }) => provider_id === providerId)
  if (!session) throw new Error("The payment collection has no session of the provider")
  return toHeldSession(session)
}

/** @returns the address to send the browser to */
export async function openKlarnaPage(cart: Cart, providerId: string): Promise<string> {
  const { redirectUrl } = await openPaymentSession(cart, providerId)
  if (!redirectUrl) throw new Error("The payment session has no redirect_url")
  return redirectUrl
}

export async function retrieveKlarnaSession(paymentSessionId: string): Promise<KlarnaSession> {
  const { session } = await sdk.client.fetch<{ session: KlarnaSession }>(
    `/store/klarna/sessions/${encodeURIComponent(paymentSessionId)}`
  )
  return session
}

/** The session with which this cart is, or was, paid at Klarna. */
export function klarnaSessionOf(cart: Cart): HeldSession | undefined {
  const session = cart.payment_collection?.payment_sessions?.find(({ provider_id }) => isKlarna(provider_id))
  return session && toHeldSession(session)
}

interface PaymentSession {
  readonly id: string
  readonly provider_id: string
  readonly data: Record<string, unknown>
}

function toHeldSession({ id, provider_id, data }: PaymentSession): HeldSession {
  const text = (value: unknown) => (typeof value === "string" ? value : undefined)
  return {
    id,
    providerId: provider_id,
    redirectUrl: text(data["redirect_url"]),
    clientToken: text(data["client_token"]),
    categories: (data["payment_method_categories"] as PaymentMethodCategory[] | undefined) ?? [],
  }
}

/**
 * States after which a new try is the way on. `disabled` and `replaced` are not among them: a page may be closed
 * while a payment on it is under way, and the shopper must not be asked to pay twice.
 */
const ENDED_STATES: ReadonlySet<string> = new Set(["cancelled", "expired"])

/** States in which Klarna's page is still open to pay on. */
const PAYABLE_STATES: ReadonlySet<string> = new Set(["waiting", "in_progress", "back", "failed", "error"])

/** The shopper has done their part: what is left is Klarna's and the server's. */
const PAID_STATES: ReadonlySet<string> = new Set(["authorized", "pending", "completed"])

export const isPayable = ({ state }: KlarnaSession) => PAYABLE_STATES.has(state)

/** Klarna has decided, and said under which reference the shopper finds the purchase. */
export const isDecided = ({ state, klarna_reference }: KlarnaSession) =>
  state !== "pending" && (Boolean(klarna_reference) || ENDED_STATES.has(state) || state === "failed")

export const isPaid = ({ state }: KlarnaSession) => PAID_STATES.has(state)

/** A decline ends what is paid here; on Klarna's page another try may follow. */
export const hasEnded = ({ state, order_id, redirect_url }: KlarnaSession) =>
  !order_id && (ENDED_STATES.has(state) || (state === "failed" && !redirect_url))
