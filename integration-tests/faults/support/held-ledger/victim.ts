import { randomUUID } from "node:crypto"
import type { KlarnaOrderDraft } from "../../../../src/domain/klarna-order-draft"
import type { PurchaseRow } from "../../../../src/modules/klarna/rows"
import type { Bench } from "./boot-ledger"

/** A purchase in whose middle a process is killed. */
export type Victim = {
  purchaseId: string
  cartId: string
  klarnaOrderId: string | null
  kpSessionId: string | null
  collectionId: string
  paymentId: string
  successorSessionId?: string
}

type Provider = "klarna-checkout" | "klarna-payments"

/** Writers that the Payment Module keeps to itself: a payment is otherwise made from a cart, which is not here. */
type Rows = Record<
  "paymentSessionService_" | "paymentService_",
  { create: (values: object) => Promise<{ id: string }>; update: (values: object) => Promise<unknown> }
>
const rowsOf = ({ payments }: Bench) => payments as unknown as Rows

/**
 * Three lamps that a buyer has paid, with Medusa's payment for them; with Klarna Payments the buyer has agreed and the
 * order is still to be placed.
 */
export async function buy(
  bench: Bench,
  draft: KlarnaOrderDraft,
  provider: Provider = "klarna-checkout"
): Promise<Victim> {
  const { klarna } = bench
  const amount = draft.order_amount / 100
  const { sessionId, collectionId } = await openSession(bench, amount, provider)
  const cartId = `cart_${randomUUID()}`
  await klarna.openPurchase({
    sessionId,
    subject: { type: "cart", id: cartId },
    provider,
    channel: "ecommerce",
    draft,
  })
  const opened = (await klarna.purchases.byHolder(sessionId)) as PurchaseRow
  const victim = { purchaseId: opened.id, cartId, kpSessionId: opened.kp_session_id, collectionId }
  if (provider === "klarna-payments") {
    const agreed = await tellSandbox(bench, `kp/${opened.kp_session_id}/authorize`)
    await klarna.noteAuthorization(opened.id, agreed.authorization_token as string, "browser")
    return { ...victim, klarnaOrderId: null, paymentId: "" }
  }
  await tellSandbox(bench, `orders/${opened.klarna_order_id}/complete`)
  const paid = await klarna.readPurchase(opened.id)
  if (!paid || klarna.statusOf(paid) !== "complete") throw new Error("The purchase was not paid")
  await klarna.purchases.authorize(opened.id, sessionId)
  const data = { session_id: sessionId, klarna_order_id: opened.klarna_order_id }
  await rowsOf(bench).paymentSessionService_.update({
    id: sessionId,
    data,
    status: "authorized",
    authorized_at: new Date(),
  })
  const payment = await rowsOf(bench).paymentService_.create({
    amount,
    currency_code: "sek",
    payment_session: sessionId,
    payment_collection_id: collectionId,
    provider_id: `pp_${provider}_klarna`,
    data,
  })
  return { ...victim, klarnaOrderId: opened.klarna_order_id, paymentId: payment.id }
}

/** The session of the collection that Medusa opens for a changed order. */
export async function successorSession(bench: Bench, amount: number): Promise<string> {
  return (await openSession(bench, amount, "klarna-checkout")).sessionId
}

async function openSession(bench: Bench, amount: number, provider: Provider) {
  const collection = await bench.payments.createPaymentCollections({ currency_code: "sek", amount })
  const session = await rowsOf(bench).paymentSessionService_.create({
    payment_collection_id: collection.id,
    provider_id: `pp_${provider}_klarna`,
    currency_code: "sek",
    amount,
    data: {},
  })
  return { sessionId: session.id, collectionId: collection.id }
}

async function tellSandbox({ sandboxUrl }: Bench, route: string) {
  const answer = await fetch(`${sandboxUrl}/_sandbox/${route}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  })
  if (!answer.ok) throw new Error(`The sandbox refused ${route}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as { authorization_token?: string }
}
