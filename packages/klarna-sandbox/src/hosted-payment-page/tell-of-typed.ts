import { changeOrder, type Change } from "../checkout/change-order"
import type { Sandbox } from "../sandbox"
import type { CheckoutOrderBody } from "../state/records"
import { isFinal, requireSession } from "./hpp-session"
import { isPayable, requirePaymentSession } from "./payment-session"

/**
 * An address that the consumer typed may change the cart of a KCO order, if the shop asked to be told.
 *
 * @param typed the addresses as they are now
 * @returns what the shop refused with, if it did
 */
export async function tellOfTyped(
  sandbox: Sandbox,
  sessionId: string,
  typed: (body: CheckoutOrderBody) => Change
) {
  const { status, orderId, change } = await sandbox.command(async (world) => {
    const session = await requireSession(world, sessionId)
    const payment = await requirePaymentSession(world, session)
    const { body } = payment.record
    const change = typed(body)
    const isWanted = body.merchant_urls?.address_update || body.merchant_urls?.country_change
    const isAsked =
      payment.api === "checkout" && isWanted && !isFinal(session) && isPayable(payment, world.now)
    return {
      status: session.status,
      change,
      orderId: isAsked && isNew(body, change) ? session.payment_session_id : undefined,
    }
  })
  if (orderId === undefined) return undefined
  const refused = await changeOrder(sandbox, orderId, change)
  return refused && { ...refused, status }
}

const isNew = (body: CheckoutOrderBody, { billing_address, shipping_address }: Change) =>
  JSON.stringify([body.billing_address, body.shipping_address]) !==
  JSON.stringify([billing_address, shipping_address])
