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

/** By the code in the address of the page, or the id in that of its distribution module. */
export type PageKey = { page_code: string } | { distribution_id: string }

/** @returns undefined when no session ever had this key, or its time is over */
export async function findPage(world: World, key: PageKey): Promise<FoundPage | undefined> {
  const found = await findAnyPage(world, key)
  return found && found.session.expires_at > world.now ? found : undefined
}

/** As {@link findPage}, also when its time is over. */
export async function findAnyPage(world: World, key: PageKey): Promise<FoundPage | undefined> {
  const session = await world.db.findOneBy(hppSessions, key)
  if (!session) return undefined
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
