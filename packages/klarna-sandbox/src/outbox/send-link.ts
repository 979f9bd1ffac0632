import { isFinal, pageUrl } from "../hosted-payment-page/hpp-session"
import { requirePaymentSession } from "../hosted-payment-page/payment-session"
import { Refusal } from "../http/refusal"
import type { Merchant } from "../merchant"
import { messagesFor } from "../pages/messages/messages-for"
import { formatMoney } from "../pages/money"
import { messages, type HppSessionRecord } from "../state/records"
import type { World } from "../world"
import { checkDistribution } from "./check-distribution"
import { refuseByContact } from "./refuse-by-contact"
import { requireWithinLimit } from "./require-within-limit"

/**
 * Sends the link of a page, in the language of its payment session. The session stays as it is until the link
 * is opened.
 *
 * @throws {Refusal} 400 when the session is over or the request is wrong, else as {@link checkDistribution},
 *   {@link refuseByContact} and {@link requireWithinLimit}
 */
export async function sendLink(
  world: World,
  session: HppSessionRecord,
  merchant: Merchant,
  body: Record<string, unknown>
) {
  const distribution = checkDistribution(body, merchant)
  if (isFinal(session)) {
    throw new Refusal(400, "BAD_REQUEST", [`The session is ${session.status.toLowerCase()}`])
  }
  refuseByContact(distribution)
  await requireWithinLimit(world, merchant, distribution.channel)
  const { channel, to } = distribution
  const link = pageUrl(world, session)
  await world.db.insert(messages, {
    session_id: session.session_id,
    at: world.now,
    channel,
    to,
    link,
    ...(await words(world, session, merchant, channel, link)),
  })
}

async function words(
  world: World,
  session: HppSessionRecord,
  { name, username }: Merchant,
  channel: "email" | "sms" | "token",
  link: string
) {
  const { body } = (await requirePaymentSession(world, session)).record
  const { locale } = body
  const say = messagesFor(locale)
  const merchantName = name ?? username
  const amount = formatMoney(body.order_amount, body.purchase_currency, locale)
  switch (channel) {
    case "email":
      return {
        locale,
        subject: say.mailSubject(merchantName),
        body: `${say.mailText(merchantName, amount)}\n\n${link}\n\n${say.mailEnd}`,
      }
    case "sms":
      return { locale, subject: "", body: say.smsText(merchantName, amount, link) }
    case "token":
      return { locale, subject: "", body: say.mailText(merchantName, amount) }
  }
}
