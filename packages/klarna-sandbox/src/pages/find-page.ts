import { findPaymentSession, type PaymentSession } from "../hosted-payment-page/payment-session"
import { hppSessions, type HppSessionRecord } from "../state/records"
import type { World } from "../world"
import { messagesFor, type Messages } from "./messages/messages-for"

export type FoundPage = {
  session: HppSessionRecord
  order: PaymentSession["record"]
  merchantName: string
  /** In the language of the payment session. */
  say: Messages
}

/** @returns undefined when no session ever had this code, or its time is over */
export const findPage = (world: World, page_code: string) => find(world, { page_code })

/** As {@link findPage}, by the id in the address of the distribution module. */
export const findDistribution = (world: World, distribution_id: string) => find(world, { distribution_id })

async function find(
  world: World,
  where: { page_code: string } | { distribution_id: string }
): Promise<FoundPage | undefined> {
  const session = await world.db.findOneBy(hppSessions, where)
  if (!session || session.expires_at <= world.now) return undefined
  const payment = await findPaymentSession(world, session.payment_api, session.payment_session_id)
  if (!payment) return undefined
  const merchant = world.merchants.find(({ username }) => username === session.merchant_id)
  return {
    session,
    order: payment.record,
    merchantName: merchant?.name ?? session.merchant_id,
    say: messagesFor(payment.record.body.locale),
  }
}
