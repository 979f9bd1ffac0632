import { schedulePush } from "../callbacks/schedule-push"
import { closeSessionsOf } from "../hosted-payment-page/close-sessions"
import { createManagedOrder } from "../order-management/create-managed-order"
import { initialPaymentType } from "../order-management/payment-method"
import {
  authorizations,
  kpSessions,
  type AuthorizationRecord,
  type CheckoutOrderBody,
  type KpSessionRecord,
  type ManagedOrderRecord,
} from "../state/records"
import type { World } from "../world"
import { paymentMethodOf } from "./categories"
import { fillIds, withoutSecrets } from "./kp-session"

type Placing = {
  /** What is bought: as agreed, or what the merchant sends. */
  body: CheckoutOrderBody
  auto_capture: boolean
  /** What was asked for, to know it when it is asked again. */
  request: Record<string, unknown>
}

/** Places the order, which ends the session and the pages that stand on it. */
export async function completeSession(
  world: World,
  session: KpSessionRecord,
  authorization: AuthorizationRecord,
  { body, auto_capture, request }: Placing
): Promise<{ managed: ManagedOrderRecord; answer: Record<string, unknown> }> {
  const order_id = world.ids.uuid()
  const method = paymentMethodOf(authorization.payment_method_category)
  const order = {
    order_id,
    merchant_id: session.merchant_id,
    body: {
      ...body,
      customer: withoutSecrets(body.customer),
      merchant_urls: filledUrls(body.merchant_urls, session.session_id, order_id),
      options: { auto_capture },
    },
    fraud: authorization.fraud,
    payment_method: {
      type: initialPaymentType(method.type),
      description: authorization.payment_method_category,
      number_of_installments: method.number_of_installments ?? 0,
    },
  }
  const managed = await createManagedOrder(world, order)
  await schedulePush(world, order)
  const answer = {
    order_id,
    ...(managed.confirmation_url && { redirect_url: `${world.url}/kp/redirect/${order_id}` }),
    fraud_status: managed.fraud_status,
    authorized_payment_method: method,
  }
  const { authorization_token } = authorization
  await world.db.update(authorizations, { authorization_token }, { placed: { request, answer } })
  Object.assign(session, { status: "complete", order_id, authorization_token })
  await world.db.put(kpSessions, session)
  const { klarna_reference } = managed
  await closeSessionsOf(world, session.session_id, { status: "COMPLETED", order_id, klarna_reference })
  return { managed, answer }
}

const filledUrls = (urls: Record<string, string>, sessionId: string, orderId: string) =>
  Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, fillIds(url, sessionId, orderId)]))
