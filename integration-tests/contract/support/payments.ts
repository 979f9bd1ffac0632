import { toKlarnaOrder } from "../../../src/domain/klarna-order"
import type { PurchaseSource } from "../../../src/domain/purchase-source"
import { paymentsSessionUrl, type NewPage } from "../../../src/klarna"
import type { Contract } from "./contract"
import { lamps, pageUrls } from "./purchase"

/** What our mapper makes of a cart, as Klarna Payments takes it. */
export const sessionBody = (source: PurchaseSource = lamps(), own: object = {}) => ({
  ...toKlarnaOrder(source),
  merchant_urls: { confirmation: "https://shop.example/thanks?s={session.id}&o={order.id}" },
  ...own,
})

/** The body that places the order which `sessionBody` led to, as the ledger would store it. */
export const orderBody = (own: object = {}) => JSON.stringify(sessionBody(lamps(), own))

/** What the shopper does in the widget; only the sandbox's shopper obeys. */
type Wish = { result?: "approve" | "pending" | "reject_order"; payment_method_category?: string }

/** @returns the authorization token */
export async function authorize(contract: Contract, klarnaSessionId: string, wish: Wish = {}) {
  const { authorization_token } = await contract.control(`kp/${klarnaSessionId}/authorize`, wish)
  return authorization_token as string
}

/** A session of 316.30 that the shopper agreed to. */
export async function authorized(contract: Contract, own: object = {}, wish: Wish = {}) {
  const { session_id } = await contract.payments.createSession(sessionBody(lamps(), own))
  return { klarnaSessionId: session_id, token: await authorize(contract, session_id, wish) }
}

/** A session with an open payment page. */
export async function openPaymentsPage(contract: Contract, options: NewPage["options"]) {
  const { session_id } = await contract.payments.createSession(sessionBody())
  const page = await contract.hostedPaymentPage.createSession({
    payment_session_url: paymentsSessionUrl(contract.baseUrl, session_id),
    merchant_urls: pageUrls,
    options,
  })
  return { klarnaSessionId: session_id, hppSessionId: page.session_id }
}
