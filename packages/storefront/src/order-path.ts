import { Refusal, isNotFound } from "./error-words"
import { klarnaSessionOf, retrieveKlarnaSession } from "./klarna"
import { sdk } from "./medusa"
import type { Cart } from "./cart"

const withSession = (path: string, paymentSessionId: string) =>
  `${path}?session=${encodeURIComponent(paymentSessionId)}`

export const pendingPath = (paymentSessionId: string) => withSession("/checkout/pending", paymentSessionId)

export function confirmedPath(orderId: string, paymentSessionId?: string): string {
  const path = `/order/${encodeURIComponent(orderId)}/confirmed`
  return paymentSessionId ? withSession(path, paymentSessionId) : path
}

/** Where the shopper finds the order that an ordered cart has become. */
export async function orderPathOf(cart: Cart): Promise<string> {
  const paymentSessionId = klarnaSessionOf(cart)?.id
  if (paymentSessionId) {
    const orderId = await orderIdOfSession(paymentSessionId)
    return orderId ? confirmedPath(orderId, paymentSessionId) : pendingPath(paymentSessionId)
  }
  // Completing an ordered cart again changes nothing and answers its order.
  const answer = await sdk.store.cart.complete(cart.id)
  if (answer.type === "order") return confirmedPath(answer.order.id)
  throw new Refusal(answer.error.message)
}

async function orderIdOfSession(paymentSessionId: string) {
  try {
    return (await retrieveKlarnaSession(paymentSessionId)).order_id
  } catch (error) {
    if (!isNotFound(error)) throw error
    return undefined
  }
}
