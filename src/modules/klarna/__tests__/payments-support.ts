import type { PaymentsOptions } from "../../../config/payments-options"
import type { KlarnaOrderDraft } from "../../../domain/klarna-order-draft"
import type { OperationRow, PurchaseRow } from "../rows"
import { lamps, subject as checkoutSubject, type Call, type Ledger } from "./support"

export const subject = { ...checkoutSubject, provider: "klarna-payments" }

/** How Klarna Payments is offered from now on. */
export const offer = ({ klarna }: Ledger, policy: Partial<PaymentsOptions>) =>
  Object.assign(klarna.config.payments, {
    presentation: "hosted_page",
    placeOrderMode: "PLACE_ORDER",
    autoCapture: false,
    rules: [],
    ...policy,
  })

type Opening = { sessionId?: string; draft?: KlarnaOrderDraft; cartId?: string }

/** Chooses Klarna Payments for a cart. */
export const openPayments = (
  { klarna }: Ledger,
  { sessionId = "payses_1", draft = lamps(1), cartId = subject.subject_id }: Opening = {}
) =>
  klarna.openPurchase({
    sessionId,
    subject: { type: "cart", id: cartId },
    provider: subject.provider,
    channel: "ecommerce",
    draft,
  })

export async function livePayments({ klarna }: Ledger, cartId = subject.subject_id): Promise<PurchaseRow> {
  const row = await klarna.purchases.live({ ...subject, subject_id: cartId })
  if (!row) throw new Error("The cart has no live purchase")
  return row
}

/** What the buyer does in the widget. @returns the authorization token */
export async function agree(ledger: Ledger, purchase: PurchaseRow, wish: object = {}): Promise<string> {
  const route = `kp/${purchase.kp_session_id}/authorize`
  const result = (await ledger.control("POST", route, wish)) as { authorization_token?: string }
  if (!result.authorization_token) throw new Error(`Not approved: ${JSON.stringify(result)}`)
  return result.authorization_token
}

/** A purchase in the widget whose buyer has agreed, as the shop's page tells it. */
export async function agreed(ledger: Ledger, wish: object = {}, opening: Opening = {}) {
  offer(ledger, { presentation: "widget" })
  await openPayments(ledger, opening)
  const purchase = await livePayments(ledger, opening.cartId)
  const token = await agree(ledger, purchase, wish)
  await ledger.klarna.noteAuthorization(purchase.id, token, "browser")
  await ledger.forget()
  return { purchase, token }
}

export const now = async ({ klarna }: Ledger, { id }: PurchaseRow): Promise<PurchaseRow> =>
  (await klarna.purchases.byId(id)) as PurchaseRow

export const placings = (ledger: Ledger): Promise<Call[]> =>
  ledger.calls("POST", /^\/payments\/v1\/authorizations\/[^/]+\/order$/)

/** The operations that were to place an order for a purchase. */
export const placeRows = async ({ connection }: Ledger, { id }: PurchaseRow): Promise<OperationRow[]> =>
  connection()<OperationRow>("klarna_operation")
    .where({ purchase_id: id, kind: "place" })
    .orderBy("created_at")

/** Orders at Klarna, by whatever road they came. */
export async function ordersAtKlarna(ledger: Ledger): Promise<string[]> {
  const answers = (await placings(ledger)).map(
    ({ response }) => (response as { order_id?: string })?.order_id
  )
  return [...new Set(answers.filter((id): id is string => id !== undefined))]
}
