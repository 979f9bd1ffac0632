import { sdk } from "./medusa"
import type { Cart } from "./cart"

export const KLARNA_PROVIDER_ID = "pp_klarna-checkout_klarna"
export const MANUAL_PROVIDER_ID = "pp_system_default"

/** The answer of `GET /store/klarna/sessions/:payment_session_id`. */
export interface KlarnaSession {
  readonly state: string
  readonly redirect_url: string | null
  readonly expires_at: string | null
  readonly order_id?: string | null
  /** The short reference that the shopper sees in Klarna's app and letters. */
  readonly klarna_reference?: string | null
}

/**
 * Opens the cart's page at Klarna, or finds the one already open when nothing changed. Only ids are sent:
 * the server reads the cart itself.
 *
 * @returns the address to send the browser to
 */
export async function openKlarnaPage(cart: Cart): Promise<string> {
  const { payment_collection } = await sdk.store.payment.initiatePaymentSession(cart, {
    provider_id: KLARNA_PROVIDER_ID,
  })
  const session = payment_collection.payment_sessions?.find(
    ({ provider_id }) => provider_id === KLARNA_PROVIDER_ID
  )
  const redirectUrl = session?.data["redirect_url"]
  if (typeof redirectUrl !== "string") throw new Error("The payment session has no redirect_url")
  return redirectUrl
}

export async function retrieveKlarnaSession(paymentSessionId: string): Promise<KlarnaSession> {
  const { session } = await sdk.client.fetch<{ session: KlarnaSession }>(
    `/store/klarna/sessions/${encodeURIComponent(paymentSessionId)}`
  )
  return session
}

/** The id of the payment session with which this cart is, or was, paid at Klarna. */
export function klarnaSessionIdOf(cart: Cart): string | undefined {
  return cart.payment_collection?.payment_sessions?.find(
    ({ provider_id }) => provider_id === KLARNA_PROVIDER_ID
  )?.id
}

/**
 * States after which a new try is the way on. `disabled` and `replaced` are not among them: a page may be closed
 * while a payment on it is under way, and the shopper must not be asked to pay twice.
 */
const ENDED_STATES: ReadonlySet<string> = new Set(["cancelled", "expired"])

/** States in which Klarna's page is still open to pay on. */
const PAYABLE_STATES: ReadonlySet<string> = new Set(["waiting", "in_progress", "back", "failed", "error"])

export const isPayable = ({ state }: KlarnaSession) => PAYABLE_STATES.has(state)

export const hasEnded = ({ state, order_id }: KlarnaSession) => !order_id && ENDED_STATES.has(state)
